import { assert } from "#core/base/assert.ts";
import { normalQuantile } from "./normal.ts";
import { meanOf } from "./pairing.ts";

/** What is worth paying for: two runs of the baseline on at most this many items. */
const CALIBRATION_ITEMS = 50;

export type NoiseFloor = {
  /** σ_w²: the variance between repetitions of one item. 0 for a deterministic agent. */
  readonly withinVariance: number;
  /** How far two runs of the same system differ in their mean, at 95 %: ± this much. */
  readonly halfWidth: number;
  /** Items that two runs of the same binary system score differently: 2 σ_w² n. */
  readonly expectedFlips: number;
};

type NoiseInput = {
  /** One row per item: its scores in R ≥ 2 runs of the same system with other seeds, all rows as long. */
  readonly rows: readonly (readonly number[])[];
  /** n and r of the assessment it is meant for. */
  readonly items: number;
  readonly repetitions: number;
};

export function noiseFloor({ rows, items, repetitions }: NoiseInput): NoiseFloor {
  const variance = withinVariance(rows);
  return {
    withinVariance: variance,
    halfWidth: normalQuantile(0.975) * Math.sqrt((2 * variance) / (items * repetitions)),
    expectedFlips: 2 * variance * items,
  };
}

/** How many items to run twice in order to know the noise, for a set of n. */
export function calibrationItems(items: number): number {
  return Math.min(items, CALIBRATION_ITEMS);
}

function withinVariance(rows: readonly (readonly number[])[]): number {
  const runs = rows[0]?.length ?? 0;
  assert(runs >= 2, "noise shows only between two or more runs");
  assert(
    rows.every((row) => row.length === runs),
    "every item must have run equally often",
  );
  return (runs / (runs - 1)) * meanOf(rows.map(variance));
}

function variance(row: readonly number[]): number {
  const mean = meanOf(row);
  return meanOf(row.map((value) => (value - mean) ** 2));
}
