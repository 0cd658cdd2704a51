import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { DiffLook } from "#renderer/editor/open-diff.ts";

export type DiffLookChoice = DiffLook & {
  readonly look: DiffLook;
  readonly set: (change: Partial<DiffLook>) => void;
};

/** Two columns of prose need this much window. */
const WIDE = "(min-width: 1500px)";

/** As chosen on this desk; kept while the window lives, because the desk is made anew for each proposal. */
let chosen: Partial<DiffLook> = {};

/** How differences are drawn. Until somebody chooses: side by side where there is room, wrapped, only what differs. */
export function useDiffLook(): DiffLookChoice {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const [choice, setChoice] = useState(chosen);
  const { isSideBySide = isWide, wraps = true, hidesUnchanged = true } = choice;
  const look = useMemo(
    () => ({ isSideBySide, wraps, hidesUnchanged }),
    [isSideBySide, wraps, hidesUnchanged],
  );
  return {
    ...look,
    look,
    set: (change) => {
      chosen = { ...chosen, ...change };
      setChoice(chosen);
    },
  };
}
