import { assert, assertDefined } from "#core/base/assert.ts";

/** What one run of one item gave. `score` null = error, timeout or malformed output: it counts as 0. */
export type RunScore = {
  readonly itemId: string;
  readonly group?: string | undefined;
  /** In [0, 1]. */
  readonly score: number | null;
  readonly isCorrect: boolean;
};

/** One item in both arms, each value in [0, 1] and the mean over the item's repetitions. */
export type PairedOutcome = {
  readonly itemId: string;
  /** Items of one conversation, template or near-duplicate set: together they are one unit, one vote. */
  readonly group?: string | undefined;
  readonly baseline: number;
  readonly candidate: number;
  /** Share of repetitions in which everything was right. */
  readonly baselineCorrect: number;
  readonly candidateCorrect: number;
};

/** `score`: the graded score. `correct`: everything right or not. */
export type Metric = "score" | "correct";

export type ItemValue = {
  readonly itemId: string;
  readonly group?: string | undefined;
  readonly value: number;
};

/** What is counted: a group of items, or an item without one. `value` is the mean over its items. */
export type Unit = { readonly id: string; readonly value: number; readonly items: number };

/**
 * Pairs two arms by item, repetitions averaged, in item-id order. No pair is dropped: an item missing in one
 * arm, or with another number of repetitions there, is a bug of the caller [A2].
 */
export function pairRuns(
  baseline: readonly RunScore[],
  candidate: readonly RunScore[],
): readonly PairedOutcome[] {
  const baselineRuns = Map.groupBy(baseline, (run) => run.itemId);
  const candidateRuns = Map.groupBy(candidate, (run) => run.itemId);
  assert(baselineRuns.size === candidateRuns.size, "the two arms must hold the same items");
  return [...baselineRuns.keys()].toSorted(compareIds).map((itemId) => {
    const before = assertDefined(baselineRuns.get(itemId), `the baseline of ${itemId}`);
    const after = assertDefined(candidateRuns.get(itemId), `the candidate's run of ${itemId}`);
    assert(
      before.length === after.length,
      `${itemId} was repeated a different number of times in the two arms`,
    );
    return pairItem(itemId, before, after);
  });
}

function pairItem(itemId: string, before: readonly RunScore[], after: readonly RunScore[]): PairedOutcome {
  const group = before[0]?.group;
  assert(
    [...before, ...after].every((run) => run.group === group),
    `${itemId} has more than one group`,
  );
  return {
    itemId,
    ...(group === undefined ? {} : { group }),
    baseline: meanOf(before.map((run) => run.score ?? 0)),
    candidate: meanOf(after.map((run) => run.score ?? 0)),
    baselineCorrect: meanOf(before.map(correctness)),
    candidateCorrect: meanOf(after.map(correctness)),
  };
}

function correctness(run: RunScore): number {
  return run.isCorrect && run.score !== null ? 1 : 0;
}

/** Candidate minus baseline, in [−1, 1]. */
export function differenceOf(outcome: PairedOutcome, metric: Metric): number {
  return metric === "score"
    ? outcome.candidate - outcome.baseline
    : outcome.candidateCorrect - outcome.baselineCorrect;
}

export function differencesOf(outcomes: readonly PairedOutcome[], metric: Metric): readonly ItemValue[] {
  return outcomes.map((outcome) => ({
    itemId: outcome.itemId,
    group: outcome.group,
    value: differenceOf(outcome, metric),
  }));
}

/** Items to units, in unit-id order, each the mean of its items summed in item-id order. */
export function toUnits(items: readonly ItemValue[]): readonly Unit[] {
  const byUnit = Map.groupBy(items, (item) => unitId(item));
  return [...byUnit.entries()]
    .toSorted(([a], [b]) => compareIds(a, b))
    .map(([id, members]) => ({ id, value: meanOfItems(members), items: members.length }));
}

/** The prefix keeps a group and an item of the same name apart. */
export function unitId(item: { readonly itemId: string; readonly group?: string | undefined }): string {
  return item.group === undefined ? `item/${item.itemId}` : `group/${item.group}`;
}

export function meanOfItems(items: readonly ItemValue[]): number {
  if (items.length === 1) return (items[0] as ItemValue).value;
  return meanOf(items.toSorted((a, b) => compareIds(a.itemId, b.itemId)).map((item) => item.value));
}

/** The mean of a non-empty list, summed in its order. */
export function meanOf(values: readonly number[]): number {
  assert(values.length > 0, "the mean of nothing was asked for");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** By UTF-16 code units: the same order on every machine, whatever its language. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
