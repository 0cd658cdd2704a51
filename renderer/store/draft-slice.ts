import type { StateCreator } from "zustand/vanilla";
import type { ResourceKey } from "#core/domain/resource.ts";

/** An edit by hand that is not committed yet. */
export type Draft = {
  /** The branch whose head was edited: it goes there, whichever is shown by then [L15]. */
  readonly branch: string;
  readonly resource: ResourceKey;
  readonly pointer: string;
  /** The version that the text was last held against: committing over another one is refused. */
  readonly base: string;
  /** The text as it was when it was opened. */
  readonly opened: string;
  readonly text: string;
  readonly message: string;
};

/** Kept here and not in the editor: going elsewhere and coming back must not lose what was typed. */
export type DraftSlice = {
  readonly draft: Draft | null;
  readonly setDraft: (draft: Draft | null) => void;
};

export const createDraftSlice: StateCreator<DraftSlice> = (set) => ({
  draft: null,
  setDraft: (draft) => set({ draft }),
});
