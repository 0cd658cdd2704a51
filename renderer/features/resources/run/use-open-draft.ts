import { useState } from "react";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { readValue } from "#renderer/features/resources/variable/edited-value.ts";

const draftOf = (state: AppState) => state.draft;

export type OpenDraft = {
  /** Whose draft it is; null where none is open that says something else than head. */
  readonly resource: ResourceKey | null;
  readonly isLaidOver: boolean;
  readonly setLaidOver: (isLaidOver: boolean) => void;
  /** What is to be laid over the run; empty where nothing is. */
  readonly edits: AskedEdit[];
};

/** The text that is being edited in this window, of whichever resource, as what a run may be made over. */
export function useOpenDraft(at: string): OpenDraft {
  const draft = useAppState(draftOf);
  const branch = useShownBranch();
  const [isLaidOver, setLaidOver] = useState(true);
  const resource = draft?.resource ?? "prompt/none";
  const shown = useQuery(resourceAtQuery(resource, "head")).data;
  const none = { resource: null, isLaidOver, setLaidOver, edits: [] };
  if (draft === null || at !== "head" || draft.branch !== branch || draft.text === draft.opened) return none;
  const variable = shown?.variables.find(({ pointer }) => pointer === draft.pointer);
  if (variable === undefined) return none;
  const value = readValue(variable.type, draft.text);
  if (!value.ok) return none;
  const values = [{ pointer: draft.pointer, value: value.value }];
  return {
    ...none,
    resource,
    edits: isLaidOver ? [{ type: "set-variables", resource, values }] : [],
  };
}
