import { useMediaQuery } from "@mantine/hooks";
import { useMemo } from "react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { DiffLook } from "#renderer/editor/open-diff.ts";

export type DiffLookChoice = DiffLook & {
  readonly look: DiffLook;
  readonly set: (change: Partial<DiffLook>) => void;
};

/** Two columns of prose need this much window. */
const WIDE = "(min-width: 1500px)";

const choiceOf = (state: AppState) => state.diffLook;

/** How differences are drawn. Until somebody chooses: side by side where there is room, wrapped, only what differs. */
export function useDiffLook(): DiffLookChoice {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const { store } = useApp();
  const choice = useAppState(choiceOf);
  const { isSideBySide = isWide, wraps = true, hidesUnchanged = true } = choice;
  const look = useMemo(
    () => ({ isSideBySide, wraps, hidesUnchanged }),
    [isSideBySide, wraps, hidesUnchanged],
  );
  return {
    ...look,
    look,
    set: (change) => store.getState().setDiffLook(change),
  };
}
