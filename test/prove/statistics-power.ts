import { assertDefined } from "#core/base/assert.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { gateConfigSchema } from "#core/domain/gate/config.ts";
import { feedLedger, startLedger } from "#core/domain/gate/ledger.ts";
import { countFlips } from "#core/domain/statistics/describe-difference.ts";
import { assessmentLevel } from "#core/domain/statistics/e-lond.ts";
import { logEValue } from "#core/domain/statistics/e-process.ts";
import { mcnemarExact } from "#core/domain/statistics/mcnemar.ts";
import { drawFlips, toBinaryOutcomes } from "./statistics-samples.ts";
import type { FlipRates } from "./statistics-samples.ts";

/** `reject at end` looks once, at n; the gate looks at each item, so `reject by end` is more often true. */
type Quantity = "fixed" | "E 20" | "E 37.8" | "reject at end" | "reject by end";

export type PowerFigure = FlipRates & {
  readonly items: number;
  readonly quantity: Quantity;
  /** Null where the table has no figure. */
  readonly expected: number | null;
  readonly simulated: number;
  readonly ok: boolean;
};

type Expectation = {
  readonly items: number;
  readonly values: Readonly<Partial<Record<Quantity, number | null>>>;
};
type PowerRow = FlipRates & {
  readonly verdict: "accept" | "reject";
  readonly expectations: readonly Expectation[];
};

/** The power table: probability to accept, by the number of items. */
const ACCEPT_ROWS: readonly PowerRow[] = [
  acceptRow(0.12, 0.1, [50, 0.35, 0.22, 0.12], [100, 0.83, 0.73, 0.63], [200, 0.99, 0.98, 0.97]),
  acceptRow(0.16, 0.1, [50, 0.29, 0.2, 0.12], [100, 0.66, 0.57, 0.45], [200, 0.94, 0.89, 0.83]),
  acceptRow(0.2, 0.1, [50, 0.24, 0.17, 0.11], [100, 0.54, 0.46, 0.34], [200, 0.88, 0.77, 0.68]),
  acceptRow(0.3, 0.1, [50, 0.18, 0.14, 0.09], [100, 0.37, 0.3, 0.2], [200, 0.7, 0.55, 0.44]),
  acceptRow(0.2, 0.05, [200, 0.3, 0.22, 0.15]),
];

/** Probability to reject (β 0.05, δ 0.02). */
const REJECT_ROWS: readonly PowerRow[] = [
  rejectRow(0.2, -0.1, [100, 0.48], [200, 0.85], [400, 0.99]),
  rejectRow(0.15, -0.05, [100, 0.17], [200, 0.39], [400, 0.76]),
];

/** Half the last printed digit, and as much again for the simulation that printed it. */
const TABLE_SLACK = 0.01;
/** With 45 cells, one chance in forty that a right gate leaves a cell's band. */
const BAND_ERRORS = 3.5;

const CONFIG = gateConfigSchema.parse({ metric: "correct" });
const FIRST_LEVEL = assessmentLevel({ alpha: 0.1, horizon: 24, assessmentNumber: 1, acceptedBefore: 0 });

/** Simulated power beside the table's, each from `sessions` sequences. */
export function simulatePower(options: {
  readonly sessions: number;
  readonly seed: number;
}): readonly PowerFigure[] {
  return [...ACCEPT_ROWS, ...REJECT_ROWS].flatMap((row, index) => {
    const hits = row.expectations.map(() => new Map<Quantity, number>());
    for (let sequence = 0; sequence < options.sessions; sequence += 1) {
      const random = keyedRandom("power", options.seed, index, sequence);
      const differences = drawFlips(row, row.expectations.at(-1)?.items ?? 0, random);
      countHits(row, differences, hits);
    }
    return row.expectations.flatMap((expectation, at) =>
      toFigures(row, expectation, { hits: hits[at] ?? new Map(), sequences: options.sessions }),
    );
  });
}

type Hit = (at: number, quantity: Quantity, happened: boolean) => void;

function countHits(
  row: PowerRow,
  differences: readonly number[],
  hits: readonly Map<Quantity, number>[],
): void {
  const hit: Hit = (at, quantity, happened) => {
    if (happened) hits[at]?.set(quantity, (hits[at].get(quantity) ?? 0) + 1);
  };
  if (row.verdict === "accept") countAccepts(row, differences, hit);
  else countRejects(row, differences, hit);
}

function countAccepts(row: PowerRow, differences: readonly number[], hit: Hit): void {
  const first = followWhole(FIRST_LEVEL, differences).acceptance.crossedAt;
  const single = followWhole(0.05, differences).acceptance.crossedAt;
  for (const [at, { items }] of row.expectations.entries()) {
    const flips = countFlips(differences.slice(0, items));
    hit(at, "fixed", flips.fixed > flips.broken && mcnemarExact(flips) <= 0.05);
    hit(at, "E 20", isBy(single, items));
    hit(at, "E 37.8", isBy(first, items));
  }
}

function countRejects(row: PowerRow, differences: readonly number[], hit: Hit): void {
  const { crossedAt } = followWhole(FIRST_LEVEL, differences).rejection;
  const { beta, minEffect } = CONFIG;
  for (const [at, { items }] of row.expectations.entries()) {
    const logE = logEValue(differences.slice(0, items), { tests: "at-least", mean: minEffect });
    hit(at, "reject at end", logE >= -Math.log(beta));
    hit(at, "reject by end", isBy(crossedAt, items));
  }
}

type Asked = "acceptance" | "rejection";

/** The look at which each question was first answered with yes, as the gate itself follows them. */
function followWhole(
  level: number,
  differences: readonly number[],
): Readonly<Record<Asked, { readonly crossedAt: number | null }>> {
  const ledger = startLedger({ config: CONFIG, level, groupSizes: {} });
  const followed = assertDefined(ledger.followed[0], "what is followed");
  const crossedAt: Record<Asked, number | null> = { acceptance: null, rejection: null };
  for (const [at, outcome] of toBinaryOutcomes(differences).entries()) {
    feedLedger(ledger, outcome);
    for (const asked of ["acceptance", "rejection"] as const)
      if (crossedAt[asked] === null && followed.hasCrossed(asked)) crossedAt[asked] = at + 1;
  }
  return {
    acceptance: { crossedAt: crossedAt.acceptance },
    rejection: { crossedAt: crossedAt.rejection },
  };
}

function isBy(crossedAt: number | null, items: number): boolean {
  return crossedAt !== null && crossedAt <= items;
}

type Count = { readonly hits: ReadonlyMap<Quantity, number>; readonly sequences: number };

function toFigures(row: PowerRow, { items, values }: Expectation, count: Count): readonly PowerFigure[] {
  const { discordantShare, difference } = row;
  return (Object.entries(values) as [Quantity, number | null][]).map(([quantity, expected]) => {
    const simulated = (count.hits.get(quantity) ?? 0) / count.sequences;
    const ok = expected === null || isInBand(simulated, expected, count.sequences);
    return { discordantShare, difference, items, quantity, expected, simulated, ok };
  });
}

function isInBand(simulated: number, expected: number, sequences: number): boolean {
  const error = Math.sqrt((expected * (1 - expected)) / sequences);
  return Math.abs(simulated - expected) <= TABLE_SLACK + BAND_ERRORS * error;
}

function acceptRow(
  discordantShare: number,
  difference: number,
  ...cells: readonly (readonly [items: number, fixed: number, twenty: number, first: number])[]
): PowerRow {
  const expectations = cells.map(([items, fixed, twenty, first]) => ({
    items,
    values: { fixed: fixed, "E 20": twenty, "E 37.8": first },
  }));
  return { verdict: "accept", discordantShare, difference, expectations };
}

function rejectRow(
  discordantShare: number,
  difference: number,
  ...cells: readonly (readonly [items: number, reject: number])[]
): PowerRow {
  const expectations = cells.map(([items, reject]) => ({
    items,
    values: { "reject at end": reject, "reject by end": null },
  }));
  return { verdict: "reject", discordantShare, difference, expectations };
}
