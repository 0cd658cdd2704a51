import type { TraceRowDocument } from "#core/contract/traces.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { shortId } from "#renderer/text/format.ts";

type Row = Pick<TraceRowDocument, "name" | "run">;

/** Runs are named after their agent, which is the only kind of resource that runs. */
export function shortName(name: string): string {
  return name.replace(/^agent\//, "");
}

/** Steps of sessions are named after what they do; only runs have agents. */
export function hasSeveralAgents(rows: readonly Row[]): boolean {
  const first = rows.find(({ run }) => run !== null);
  return first !== undefined && rows.some(({ run, name }) => run !== null && name !== first.name);
}

export type RanOnWords = { readonly text: string; readonly title: string; readonly isCommit: boolean };

/** Which system it was: a commit's state by its short id, else whose candidate. */
export function describeRanOn({ commit, proposal }: NonNullable<TraceRowDocument["ranOn"]>): RanOnWords {
  if (commit !== null) {
    return { text: shortId(commit), title: tracesStrings.commitTitle(commit), isCommit: true };
  }
  if (proposal === null) {
    return { text: tracesStrings.candidate, title: tracesStrings.candidateNew, isCommit: false };
  }
  return {
    text: tracesStrings.candidateOf(proposal),
    title: tracesStrings.candidateTitle(proposal),
    isCommit: false,
  };
}
