import type { StateCreator } from "zustand/vanilla";
import type { ResourceKey } from "#core/domain/resource.ts";

/** What was last typed to run a resource: texts by the name of their place, and the model that was chosen. */
export type RunInput = {
  readonly values: Readonly<Record<string, string>>;
  /** CONNECTION/NAME; null for the usual one. */
  readonly model: string | null;
};

/** Kept for as long as the window is open: whoever goes on to edit the resource and runs it again does not type it again. */
export type RunInputSlice = {
  readonly runInputs: Readonly<Partial<Record<ResourceKey, RunInput>>>;
  readonly setRunInput: (resource: ResourceKey, input: RunInput) => void;
};

export const createRunInputSlice: StateCreator<RunInputSlice> = (set) => ({
  runInputs: {},
  setRunInput: (resource, input) =>
    set(({ runInputs }) => ({ runInputs: { ...runInputs, [resource]: input } })),
});
