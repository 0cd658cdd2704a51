import type { Dataset, Item } from "#core/domain/dataset.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import type { SpanListener } from "#core/recording/tracing.ts";
import { runItem, type EvaluationLine, type ItemOutcome } from "./run-item.ts";

export type Evaluation = {
  readonly dataset: Dataset;
  /** In the order in which outcomes are to be consumed. */
  readonly items: readonly Item[];
  readonly seedOf: (item: Item, repetition: number) => number;
  readonly repetitions: number;
  /** How many items run at once; it never changes what comes out, or in which order. */
  readonly concurrency: number;
  readonly scope: string;
  /** The session it belongs to. */
  readonly session?: string;
  /** Nothing that is on record is taken; the runs stand apart under their scope. */
  readonly isFresh?: boolean;
  readonly signal: AbortSignal;
  readonly onSpan?: SpanListener;
};

/**
 * Runs items in parallel and yields their outcomes strictly in order, every repetition of an item together: what has
 * been yielded is always the longest finished prefix, so fast items are never favoured. Leaving the loop early
 * cancels what is still running.
 */
export async function* evaluateItems(
  line: EvaluationLine,
  agent: PreparedAgent,
  evaluation: Evaluation,
): AsyncGenerator<readonly ItemOutcome[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([evaluation.signal, stop.signal]);
  const running: Promise<readonly ItemOutcome[]>[] = [];
  const queue = evaluation.items[Symbol.iterator]();
  const startNext = (): void => {
    const next = queue.next();
    if (next.done === true) return;
    const outcome = runRepetitions(line, agent, { evaluation, item: next.value, signal });
    // A failure is met when its turn comes; until then it must not count as unhandled.
    outcome.catch(() => undefined);
    running.push(outcome);
  };
  try {
    for (let slot = 0; slot < evaluation.concurrency; slot += 1) startNext();
    for (let first = running.shift(); first !== undefined; first = running.shift()) {
      const outcomes = await first;
      startNext();
      yield outcomes;
    }
    // Whoever went through all of them may answer with what they came to.
    line.store.writeGroup();
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}

type Repeated = { readonly evaluation: Evaluation; readonly item: Item; readonly signal: AbortSignal };

async function runRepetitions(
  line: EvaluationLine,
  agent: PreparedAgent,
  { evaluation, item, signal }: Repeated,
): Promise<readonly ItemOutcome[]> {
  const { dataset, seedOf, repetitions, scope, session, isFresh = false, onSpan } = evaluation;
  const outcomes: ItemOutcome[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const seed = seedOf(item, repetition);
    const task = { dataset, item, seed, repetition, scope, session, isFresh, signal };
    outcomes.push(await runItem(line, agent, onSpan === undefined ? task : { ...task, onSpan }));
  }
  return outcomes;
}
