import type { Run } from "#core/domain/run.ts";

/** For a document: in what a run left its environments, where that is on record. */
export function finalStatesOf(run: Pick<Run, "finalStates"> | null) {
  return run?.finalStates === undefined ? {} : { finalStates: { ...run.finalStates } };
}
