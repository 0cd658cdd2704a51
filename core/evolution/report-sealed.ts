import { keyedSeed } from "#core/base/keyed-random.ts";
import type { Item } from "#core/domain/dataset.ts";
import type { SealedReport } from "#core/domain/estimate.ts";
import { describeDifference } from "#core/domain/statistics/describe-difference.ts";
import { pairRuns } from "#core/domain/statistics/pairing.ts";
import { estimateOf } from "#core/evaluation/estimate.ts";
import { evaluateItems } from "#core/evaluation/evaluate-items.ts";
import type { ItemOutcome } from "#core/evaluation/run-item.ts";
import { openSealedSplit, reopenSealedSplit, SEALED_LOOKS } from "#core/evaluation/sealed-split.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { lookStep } from "./sealed-report.ts";
import type { SessionContext } from "./session-line.ts";
import type { SessionJournal } from "./session-journal.ts";
import { scopeOf, stopWhereUnreached } from "./stop-where-unreached.ts";

/** The error rate shared by all looks that the budget allows: each look gets its part of it. */
const ALPHA = 0.05;

/**
 * The session's claim: its first head and its last, scored together on the whole sealed split in one logged look,
 * the same seeds for both and no early stopping. The look and the head are noted first: a report that is interrupted goes on
 * with them. The difference's interval is Bonferroni's share of the look budget.
 */
export async function reportSealed(context: SessionContext, journal: SessionJournal): Promise<SealedReport> {
  const { line, dataset } = context;
  const session = journal.session();
  const look = {
    dataset: dataset.name,
    by: { kind: "system", name: `session ${session.id}` },
    reason: `Report of session ${session.id}: start and head together`,
  } as const;
  const { head } = await journal.note({
    ...lookStep(session),
    keep: () => {
      openSealedSplit(line.store, { ...look, at: line.clock.now() });
      return { head: line.store.refs.headOf(session.branch) };
    },
  });
  const items = reopenSealedSplit(line.store, look);
  const before = await score(context, session.startCommit, items);
  const after = await score(context, head, items);
  const difference = describeDifference(pairRuns(before.map(toRunScore), after.map(toRunScore)), {
    metric: "correct",
    confidence: 1 - ALPHA / SEALED_LOOKS,
    repetitions: 1,
    key: ["sealed", session.config.seed],
  });
  return {
    before: estimateOf(before),
    after: estimateOf(after),
    difference: {
      value: difference?.effect ?? 0,
      interval: [difference?.interval?.low ?? -1, difference?.interval?.high ?? 1],
    },
  };
}

async function score(
  context: SessionContext,
  commit: string,
  items: readonly Item[],
): Promise<readonly ItemOutcome[]> {
  const { line, session, dataset, signal } = context;
  const outcomesInOrder = evaluateItems(line.evaluation, line.prepare(viewAtCommit(line.store, commit)), {
    dataset,
    items,
    // Seeds of their own: no luck of the search may carry over into the claim.
    seedOf: (item) => keyedSeed("sealed", session.config.seed, item.id),
    repetitions: 1,
    concurrency: session.config.concurrency,
    scope: scopeOf(context, "sealed"),
    signal,
  });
  const outcomes: ItemOutcome[] = [];
  for await (const finished of stopWhereUnreached(context, outcomesInOrder)) outcomes.push(...finished);
  return outcomes;
}

function toRunScore({ item, run, score: found }: ItemOutcome) {
  return {
    itemId: item.id,
    group: item.group ?? undefined,
    score: run.error === null ? found.value : null,
    isCorrect: found.isCorrect,
  };
}
