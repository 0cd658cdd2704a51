import { useState } from "react";
import { jsonEquals } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { FormSlice } from "#renderer/store/form-slice.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { readValue } from "#renderer/features/resources/variable/edited-value.ts";

const draftOf = (state: AppState) => state.draft;
const formsOf = (state: AppState) => state.forms;

export type OpenDraft = {
  /** Whose drafts they are, as one text; null where none is open that says something else than head. */
  readonly resource: string | null;
  readonly isLaidOver: boolean;
  readonly setLaidOver: (isLaidOver: boolean) => void;
  /** What is to be laid over the run; empty where nothing is. */
  readonly edits: AskedEdit[];
};

/** What is being edited in this window, of whichever resources, as what a run may be made over. */
export function useOpenDraft(at: string): OpenDraft {
  const branch = useShownBranch();
  const [isLaidOver, setLaidOver] = useState(true);
  const ofVariable = useVariableEdit(branch);
  const ofForms = formEdits(useAppState(formsOf), branch);
  const edits = at === "head" ? [...ofForms, ...ofVariable] : [];
  const resources = [...new Set(edits.map(({ resource }) => resource))];
  return {
    resource: resources.length === 0 ? null : resources.join(", "),
    ...{ isLaidOver, setLaidOver },
    edits: isLaidOver ? edits : [],
  };
}

function useVariableEdit(branch: string | null): readonly AskedEdit[] {
  const draft = useAppState(draftOf);
  const resource: ResourceKey = draft?.resource ?? "prompt/none";
  const shown = useQuery(resourceAtQuery(resource, "head")).data;
  if (draft === null || draft.branch !== branch || draft.text === draft.opened) return [];
  const variable = shown?.variables.find(({ pointer }) => pointer === draft.pointer);
  const value = variable === undefined ? null : readValue(variable.type, draft.text);
  if (value === null || !value.ok) return [];
  return [{ type: "set-variables", resource, values: [{ pointer: draft.pointer, value: value.value }] }];
}

/** Whole resources that are there and are being edited; what cannot be read yet, or is new, is in no run. */
function formEdits(forms: FormSlice["forms"], branch: string | null): readonly AskedEdit[] {
  return Object.values(forms).flatMap((form): readonly AskedEdit[] => {
    if (form === undefined || form.branch !== branch || form.base === null || form.json !== null) return [];
    const { kind, name, content, opened } = form;
    if (jsonEquals(content, opened)) return [];
    return [{ type: "update", resource: `${kind}/${name}`, content }];
  });
}
