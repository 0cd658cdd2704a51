import type { Store } from "#core/store/store.ts";

/** What rests on a dataset: without it, none of that could be read again as what it was. */
export type DatasetUses = {
  /** Sessions by their ids. */
  readonly sessions: readonly string[];
  /** Proposals that were assessed on it. */
  readonly proposals: readonly string[];
  /** Evaluations on record. */
  readonly evaluations: number;
  /** Runs that were scored on one of its items. */
  readonly runs: number;
};

/** What rests on a dataset of that name now. */
export function findDatasetUses(store: Store, name: string): DatasetUses {
  const assessed = store.proposals.allAssessments().filter(({ dataset }) => dataset === name);
  return {
    sessions: store.sessions
      .list()
      .filter(({ config }) => config.dataset === name)
      .map(({ id }) => id),
    proposals: [...new Set(assessed.map(({ proposal }) => proposal))],
    evaluations: countEvaluations(store, name),
    runs: store.scores.countOn(name),
  };
}

/** Of every split, as the audit chain has them; and those of before it had any, of which there are events alone. */
function countEvaluations(store: Store, name: string): number {
  const kept = store.audit.ofType("evaluation").map(({ body }) => body);
  const known = new Set(kept.map(({ event }) => event));
  const older = store.events.ofWorkspace("evaluated").filter(({ seq }) => !known.has(seq));
  return [...kept, ...older.map(({ body }) => body)].filter(({ dataset }) => dataset === name).length;
}

/** In words, one phrase for each sort; empty where nothing rests on it. */
export function tellUses({ sessions, proposals, evaluations, runs }: DatasetUses): readonly string[] {
  return [
    ...(sessions.length === 0 ? [] : [`${nameSome("session", sessions)}`]),
    ...(proposals.length === 0 ? [] : [`${nameSome("proposal", proposals)}`]),
    ...(evaluations === 0 ? [] : [`${evaluations} ${evaluations === 1 ? "evaluation" : "evaluations"}`]),
    ...(runs === 0 ? [] : [`${runs} scored ${runs === 1 ? "run" : "runs"}`]),
  ];
}

const MOST_NAMED = 5;

function nameSome(sort: string, ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  const named = ids.slice(0, MOST_NAMED).join(", ");
  return `${sort}${ids.length === 1 ? "" : "s"} ${named}${more > 0 ? ` and ${more} more` : ""}`;
}
