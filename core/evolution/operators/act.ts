import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Item } from "#core/domain/dataset.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import { readDev, readTrain, type DevItem, type TrainItem } from "#core/evaluation/sealed-split.ts";
import { rolloutSeed } from "#core/evolution/seeds.ts";
import type { Observation } from "#core/evolution/observations.ts";
import type { SessionContext } from "#core/evolution/session-line.ts";
import { scopeOf, stopWhereUnreached } from "#core/evolution/stop-where-unreached.ts";
import type { ResourceView } from "#core/resources/view.ts";

export type ActRequest = {
  readonly view: ResourceView;
  readonly iteration: number;
  readonly accepted: number;
};

/** Runs the agent on this iteration's minibatch of train items, `size` of them (dev is kept for minibatch gates). */
export async function act(
  context: SessionContext,
  { size, ...request }: ActRequest & { readonly size: number },
): Promise<readonly Observation[]> {
  const { line, session, dataset } = context;
  const { iteration } = request;
  const train = readTrain(line.store, dataset.name);
  return observe(context, request, drawMinibatch(train, size, { seed: session.config.seed, iteration }));
}

/** Runs it on all of train, dev included: before a session may say that nothing is left to explain. */
export async function actOnAll(
  context: SessionContext,
  request: ActRequest,
): Promise<readonly Observation[]> {
  const { line, dataset } = context;
  return observe(context, request, [
    ...readTrain(line.store, dataset.name),
    ...readDev(line.store, dataset.name),
  ]);
}

async function observe(
  context: SessionContext,
  request: ActRequest,
  items: readonly (TrainItem | DevItem)[],
): Promise<readonly Observation[]> {
  const { line, session, dataset, signal } = context;
  const { config } = session;
  const observations: Observation[] = [];
  const outcomesInOrder = evaluateItems(line.evaluation, line.prepare(request.view), {
    dataset,
    items,
    seedOf: rolloutSeed(config.seed, request.accepted),
    repetitions: 1,
    concurrency: config.concurrency,
    scope: scopeOf(context, `${request.iteration}/act`),
    session: session.id,
    signal,
  });
  for await (const outcomes of stopWhereUnreached(context, outcomesInOrder)) {
    for (const { item, run, score } of outcomes) {
      observations.push({ item: item.id, run: run.id, score: score.value, isCorrect: score.isCorrect });
      line.emit({
        type: "act-progress",
        body: { iteration: request.iteration, done: observations.length, total: items.length },
      });
    }
  }
  return observations;
}

/** Each pass over the train items takes all of them once, in an order of its own. */
export function drawMinibatch<T extends Item>(
  items: readonly T[],
  size: number,
  { seed, iteration }: { readonly seed: number; readonly iteration: number },
): readonly T[] {
  const wanted = Math.min(size, items.length);
  const perPass = Math.max(1, Math.floor(items.length / Math.max(1, wanted)));
  const pass = Math.floor((iteration - 1) / perPass);
  const offset = ((iteration - 1) % perPass) * wanted;
  return keyedRandom("minibatch", seed, pass)
    .shuffle(items)
    .slice(offset, offset + wanted);
}
