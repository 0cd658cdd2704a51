import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { registryQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import type { AskedChange } from "./asked-change.ts";

export type ChangePreview = {
  /** The newest that is known; null before the first, and where it could not be asked. */
  readonly data: ChangePreviewDocument | null;
  readonly problem: Problem | null;
  /** What is asked now has no answer yet. */
  readonly isReading: boolean;
};

const TYPING_MS = 350;

/**
 * What a change would do, asked for again whenever it changes and whenever the registry does. `change`: null where there is
 * none to ask about.
 */
export function useChangePreview(change: AskedChange | null): ChangePreview {
  const act = useAct();
  const face =
    change === null || change.edits.length === 0
      ? ""
      : JSON.stringify({ branch: change.branch, edits: change.edits, read: change.read });
  const [settled] = useDebouncedValue(face, TYPING_MS, { leading: true });
  const registry = useAppState(registryOf);
  const [state, setState] = useState<Omit<ChangePreview, "isReading"> & { readonly of: string }>({
    data: null,
    problem: null,
    of: "",
  });
  useEffect(() => {
    if (settled === "") return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const asked = JSON.parse(settled) as AskedChange;
    const { branch, read } = asked;
    const input = { branch, edits: [...asked.edits], read };
    void act(async (client) => await client.resources.previewChange(input, { signal }), []).then((answer) => {
      if (signal.aborted) return;
      setState({
        data: answer.ok ? answer.value : null,
        problem: answer.ok ? null : answer.error,
        of: settled,
      });
    });
    return () => controller.abort();
  }, [act, settled, registry]);
  if (face === "") return { data: null, problem: null, isReading: false };
  return { ...state, isReading: state.of !== face };
}

/** As it is read anew, another commit may have come between. */
const { key: REGISTRY } = registryQuery("head");
const registryOf = (state: AppState) => state.snapshots[REGISTRY]?.data;
