import { hashJson } from "#core/base/hash.ts";
import type { MeasuredDocument } from "#core/contract/home.ts";
import type { Closure } from "#core/domain/closure.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import { estimateOf, estimateScored } from "#core/evaluation/estimate.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { listSystems, systemAt, systemOfClosure } from "./system-of.ts";

/** What was evaluated, outside any session. */
export type Evaluated = {
  readonly commit: string;
  readonly closure: string;
  readonly dataset: string;
  readonly model: string;
  readonly outcomes: readonly ItemOutcome[];
};

/**
 * Puts an evaluation of a commit on validation on record, so that it stands in the series of scores beside what sessions
 * measured. To be called in a transaction. Other splits are not part of the series: train items taught the system, and
 * what a sealed split said is told once, to who asked. Returns the event's number.
 */
export function recordEvaluation(store: Store, at: number, evaluated: Evaluated): number {
  const { commit, closure, dataset, model, outcomes } = evaluated;
  const body = {
    commit,
    closure,
    dataset,
    model,
    items: hashItems(outcomes.map(({ item }) => item.id)),
    estimate: estimateOf(outcomes),
  };
  return store.events.append({ session: null, at, type: "evaluated", body });
}

/** One measurement of a system on validation items. */
export type Measurement = Pick<
  MeasuredDocument,
  "agent" | "dataset" | "model" | "items" | "by" | "estimate"
> & {
  readonly system: string;
  /** Where it was measured, as far as that is on record. */
  readonly commit: string | null;
};

/**
 * Everything that was measured on validation, once for each system, dataset and model: by the measurement on the most
 * items, and of equals by the newest; with every commit that holds the system [L12]. `isTold`: of what may be told at all.
 */
export function listMeasured(
  store: Store,
  isTold: (measurement: Measurement) => boolean = () => true,
): readonly MeasuredDocument[] {
  const best = [...bestMeasurements(store).values()].filter(isTold);
  const agents = new Set(best.map(({ agent }) => agent));
  const holders = Map.groupBy(
    [...agents].flatMap((agent) => listSystems(store, agent)),
    ({ system }) => system,
  );
  return best.flatMap((measurement) => {
    const holding = (holders.get(measurement.system) ?? []).map(({ commit }) => commit);
    const commit = measurement.commit ?? holding[0];
    return commit === undefined ? [] : [{ ...measurement, commit, commits: holding }];
  });
}

/** What is known of a system on a dataset by a model, and on which items; null before anything measured it. */
export function createScoreLookup(
  store: Store,
): (
  measured: Pick<Measurement, "system" | "dataset" | "model">,
) => Pick<Measurement, "estimate" | "items"> | null {
  const best = bestMeasurements(store);
  return (measured) => best.get(keyOf(measured)) ?? null;
}

function bestMeasurements(store: Store): ReadonlyMap<string, Measurement> {
  const best = new Map<string, Measurement>();
  for (const measurement of [...listAssessed(store), ...listEvaluated(store)]) {
    const key = keyOf(measurement);
    const other = best.get(key);
    if (other === undefined || measurement.estimate.n >= other.estimate.n) best.set(key, measurement);
  }
  return best;
}

function keyOf({ system, dataset, model }: Pick<Measurement, "system" | "dataset" | "model">): string {
  return JSON.stringify([system, dataset, model]);
}

/** Assessments are never changed: what one says of its baseline is read once. */
const assessed = new WeakMap<Store, Map<string, Measurement | null>>();

/** Baselines of assessments. Candidates are none: the number that won is flattered by having won. */
function listAssessed(store: Store): readonly Measurement[] {
  const answers = assessed.get(store) ?? new Map<string, Measurement | null>();
  assessed.set(store, answers);
  return store.proposals.baselines().flatMap((baseline) => {
    const answer = answers.get(baseline.id);
    const found = answer === undefined ? measureBaseline(store, baseline) : answer;
    answers.set(baseline.id, found);
    return found ?? [];
  });
}

type Baseline = ReturnType<Store["proposals"]["baselines"]>[number];

/** Null where nothing was run: an unsafe candidate is refused before. */
function measureBaseline(store: Store, { id, dataset, closure: closureId }: Baseline): Measurement | null {
  const closure = store.runs.closure(closureId);
  const items = store.proposals.assessedItems(id);
  if (closure === null || items.length === 0) return null;
  const groups = store.datasets.validationGroups(dataset);
  const scored = items.map(({ item, baseline, baselineCorrect }) => ({
    itemId: item,
    group: groups.get(item) ?? null,
    score: baseline,
    isCorrect: baselineCorrect,
  }));
  return {
    system: systemOfClosure(closure),
    agent: closure.agent,
    commit: null,
    dataset,
    model: nameModel(closure),
    items: hashItems(items.map(({ item }) => item)),
    by: "session",
    estimate: estimateScored(scored),
  };
}

function nameModel({ model: { provider, name } }: Closure): string {
  return `${provider}/${name}`;
}

type EvaluatedBody = EventBody<"evaluated">;

function listEvaluated(store: Store): readonly Measurement[] {
  return listEvaluationEvents(store).flatMap(({ seq: _seq, at: _at, closure: id, agent, ...evaluated }) => {
    const closure = id === undefined ? null : store.runs.closure(id);
    const system = closure === null ? systemAt(store, evaluated.commit, agent) : systemOfClosure(closure);
    return system === null ? [] : [{ ...evaluated, agent, system, by: "evaluation" as const }];
  });
}

/** What the events of evaluations say, oldest first, with the agent that each was of. */
export function listEvaluationEvents(
  store: Store,
): ReadonlyArray<EvaluatedBody & { readonly seq: number; readonly at: number; readonly agent: ResourceKey }> {
  return store.events.ofWorkspace("evaluated").map(({ seq, at, body }) => {
    const closure = body.closure === undefined ? null : store.runs.closure(body.closure);
    return { ...body, seq, at, agent: closure?.agent ?? guessAgent(store, body) };
  });
}

/** Which agent an evaluation of before that was kept was of: the sessions' on its dataset, or the first there was. */
function guessAgent(
  store: Store,
  { commit, dataset }: Pick<EvaluatedBody, "commit" | "dataset">,
): ResourceKey {
  const session = store.sessions.list().find(({ config }) => config.dataset === dataset);
  return session?.config.agent ?? viewAtCommit(store, commit).list("agent")[0] ?? "agent/none";
}

function hashItems(ids: readonly string[]): string {
  return hashJson(ids.toSorted());
}
