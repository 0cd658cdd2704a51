import { hashJson } from "#core/base/hash.ts";
import type { Session } from "#core/domain/session.ts";
import { estimateOf } from "#core/evaluation/estimate.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import type { Store } from "#core/store/store.ts";
import type { MeasuredDocument } from "#core/contract/home.ts";
import { modelOfSession } from "./agent-model.ts";
import { curveOf } from "./sessions/session-document.ts";

/** What was evaluated, outside any session. */
export type Evaluated = {
  readonly commit: string;
  readonly dataset: string;
  readonly model: string;
  readonly outcomes: readonly ItemOutcome[];
};

/**
 * Puts an evaluation of a commit on validation on record, so that it stands in the series of scores beside what sessions
 * measured. To be called in a transaction. Other splits are not part of the series: train items taught the system, and
 * what a sealed split said is told once, to who asked.
 */
export function recordEvaluation(store: Store, at: number, evaluated: Evaluated): void {
  const { commit, dataset, model, outcomes } = evaluated;
  const body = {
    commit,
    dataset,
    model,
    items: hashItems(outcomes.map(({ item }) => item.id)),
    estimate: estimateOf(outcomes),
  };
  store.events.append({ session: null, at, type: "evaluated", body });
}

/**
 * Every commit that was measured on validation, once for each dataset and model: by the measurement on the most items, and
 * of equals by the newest.
 */
export function listMeasured(store: Store): readonly MeasuredDocument[] {
  const sessions = store.sessions.list().toReversed();
  const found = [...sessions.flatMap((session) => measuredIn(store, session)), ...listEvaluations(store)];
  const best = new Map<string, MeasuredDocument>();
  for (const measured of found) {
    const key = JSON.stringify([measured.commit, measured.dataset, measured.model]);
    const other = best.get(key);
    if (other === undefined || measured.estimate.n >= other.estimate.n) best.set(key, measured);
  }
  return [...best.values()];
}

function measuredIn(store: Store, session: Session): readonly MeasuredDocument[] {
  const curve = curveOf(store, session);
  if (curve.length === 0) return [];
  const { dataset } = session.config;
  const model = modelOfSession(store, session);
  const items = itemsByBase(store, session.id);
  return curve.map(({ commit, estimate }) => ({
    commit,
    dataset,
    model: `${model.provider}/${model.name}`,
    items: items.get(commit) ?? "",
    by: "session" as const,
    estimate,
  }));
}

/** Which items each base was last measured on. */
function itemsByBase(store: Store, session: string): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  for (const { id, base } of store.proposals.ofSession(session)) {
    const assessment = store.proposals.assessment(id);
    const assessed = assessment === null ? [] : store.proposals.assessedItems(assessment.id);
    if (assessed.length > 0) items.set(base, hashItems(assessed.map(({ item }) => item)));
  }
  return items;
}

function listEvaluations(store: Store): readonly MeasuredDocument[] {
  return store.events.ofWorkspace("evaluated").map(({ body }) => ({
    ...body,
    by: "evaluation" as const,
  }));
}

function hashItems(ids: readonly string[]): string {
  return hashJson(ids.toSorted());
}
