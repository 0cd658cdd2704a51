import type { Dataset, Item } from "#core/domain/dataset.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { runInOrder, type Room } from "./run-in-order.ts";
import { runItem, type EarlyOutcome, type EvaluationLine, type ItemOutcome } from "./run-item.ts";

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
};

/** While the oldest item is waited for, so many times as many may be early as run at once. */
const EARLY_PER_PLACE = 16;

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
  const inOrder = runInOrder(
    evaluation.items,
    async (item, signal) => runRepetitions(line, agent, { evaluation, item, signal }),
    roomFor(line, evaluation),
  );
  for await (const outcomes of inOrder) yield outcomes.map((each) => ({ ...each, cost: line.take(each) }));
}

/** What answers in this process never waits: going ahead would only take the processor from the item whose turn it is. */
function roomFor({ agents, store }: EvaluationLine, { concurrency: places, signal }: Evaluation): Room {
  const isHere = agents.model.provider.endpointOrigin === null;
  // Whoever went through all of them may answer with what they came to.
  const atEnd = store.writeGroup;
  return { places, furthest: isHere ? places : EARLY_PER_PLACE * places, signal, atEnd };
}

type Repeated = { readonly evaluation: Evaluation; readonly item: Item; readonly signal: AbortSignal };

async function runRepetitions(
  line: EvaluationLine,
  agent: PreparedAgent,
  { evaluation, item, signal }: Repeated,
): Promise<readonly EarlyOutcome[]> {
  const { dataset, seedOf, repetitions, scope, session, isFresh = false } = evaluation;
  const outcomes: EarlyOutcome[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const seed = seedOf(item, repetition);
    const task = { dataset, item, seed, repetition, scope, session, isFresh, signal };
    outcomes.push(await runItem(line, agent, task));
  }
  return outcomes;
}
