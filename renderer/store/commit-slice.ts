import type { StateCreator } from "zustand/vanilla";
import type { CommitDocument } from "#core/contract/shapes.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** Texts of commits that were on screen. A commit never changes, so what was read once stays right. */
export type CommitSlice = {
  readonly commits: ReadonlyMap<string, CommitDocument>;
  /** Why the newest reading of some failed. */
  readonly commitsProblem: Problem | undefined;
};

export const createCommitSlice: StateCreator<CommitSlice> = () => ({
  commits: new Map(),
  commitsProblem: undefined,
});
