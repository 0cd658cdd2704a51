import type { StateCreator } from "zustand/vanilla";
import type { Problem } from "#renderer/ui/problem.ts";

/** A call that a person began on a screen, and what came of it; the screen knows of what form its own are. */
export type KeptCall = {
  readonly state: unknown;
  /** It was refused because nobody knows what the model costs: that is asked. */
  readonly price: Problem | null;
  /** Ends it; null before the first. */
  readonly controller: AbortController | null;
  /** What was asked for, to ask for it again. */
  readonly asked: unknown;
};

/**
 * By what it is of. Kept here and not on the screen: a call goes on while its dialog is closed or another screen is shown,
 * and whoever comes back finds it, with the way to end it.
 */
export type CallSlice = {
  readonly calls: Readonly<Partial<Record<string, KeptCall>>>;
  readonly keepCall: (key: string, call: KeptCall | null) => void;
};

export const createCallSlice: StateCreator<CallSlice> = (set) => ({
  calls: {},
  keepCall: (key, call) =>
    set(({ calls }) => {
      const { [key]: _before, ...others } = calls;
      return { calls: call === null ? others : { ...others, [key]: call } };
    }),
});
