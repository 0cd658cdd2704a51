import type { StateCreator } from "zustand/vanilla";

/** How differences are drawn, as far as somebody chose. */
export type DiffLookChoices = {
  readonly isSideBySide?: boolean;
  readonly wraps?: boolean;
  readonly hidesUnchanged?: boolean;
};

/** What outlives a desk, which is made anew for each proposal. */
export type DeskSlice = {
  readonly diffLook: DiffLookChoices;
  readonly setDiffLook: (change: DiffLookChoices) => void;
  /** Assessments that this window asked for and can therefore end; by proposal. */
  readonly assessing: Readonly<Record<string, AbortController>>;
  readonly beginAssessing: (proposal: string) => AbortSignal;
  readonly endAssessing: (proposal: string) => void;
};

export const createDeskSlice: StateCreator<DeskSlice> = (set) => ({
  diffLook: {},
  setDiffLook: (change) => set(({ diffLook }) => ({ diffLook: { ...diffLook, ...change } })),
  assessing: {},
  beginAssessing: (proposal) => {
    const controller = new AbortController();
    set(({ assessing }) => ({ assessing: { ...assessing, [proposal]: controller } }));
    return controller.signal;
  },
  endAssessing: (proposal) =>
    set(({ assessing }) => {
      const { [proposal]: _over, ...rest } = assessing;
      return { assessing: rest };
    }),
});
