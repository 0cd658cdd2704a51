import { useState } from "react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Draft } from "#renderer/store/draft-slice.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { writeValue } from "./edited-value.ts";

const draftOf = (state: AppState) => state.draft;

export type Drafting = {
  readonly draft: Draft | null;
  /** Begins an edit of the shown resource; throws another one away, and asks before that where its text differs. */
  readonly open: (pointer: string) => void;
  readonly change: (change: Partial<Pick<Draft, "base" | "text" | "message">>) => void;
  /** Leaves without a change; asks first where the text differs. */
  readonly close: () => void;
  /** Leaves at once, because it was committed. */
  readonly finish: () => void;
  /** An answer is awaited: is the text thrown away? */
  readonly isAsking: boolean;
  readonly answer: (isThrownAway: boolean) => void;
};

/** The one edit by hand there is, and what may be done to it from the resource that is shown. */
export function useDraft(shown: Resource | undefined): Drafting {
  const { store } = useApp();
  const draft = useAppState(draftOf);
  const branch = useShownBranch();
  const { setDraft } = store.getState();
  /** What comes in the draft's place once it may go. */
  const [asked, setAsked] = useState<{ readonly next: Draft | null } | null>(null);
  const replace = (next: Draft | null): void => {
    if (draft !== null && draft.text !== draft.opened) setAsked({ next });
    else setDraft(next);
  };
  return {
    draft,
    open: (pointer) => {
      const next = shown === undefined || branch === null ? null : toDraft(shown, pointer, branch);
      const isOpen = draft?.resource === next?.resource && draft?.pointer === pointer;
      if (next !== null && !isOpen) replace(next);
    },
    change: (change) => {
      if (draft !== null) setDraft({ ...draft, ...change });
    },
    close: () => replace(null),
    finish: () => setDraft(null),
    isAsking: asked !== null,
    answer: (isThrownAway) => {
      if (asked !== null && isThrownAway) setDraft(asked.next);
      setAsked(null);
    },
  };
}

/** Null where there is no variable at that place: an edit needs one. */
function toDraft(
  { kind, name, version, variables }: Resource,
  pointer: string,
  branch: string,
): Draft | null {
  const variable = variables.find((one) => one.pointer === pointer);
  if (variable === undefined) return null;
  const opened = writeValue(variable.value);
  return { branch, resource: `${kind}/${name}`, pointer, base: version, opened, text: opened, message: "" };
}
