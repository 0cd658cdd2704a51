import type { Interval } from "./interval.ts";
import { meanOf } from "./pairing.ts";
import { studentQuantile } from "./student.ts";

/** SE of the mean over units: √( Σ (d_g − d̄)² / (G (G − 1)) ). Null under two units: nothing to judge by. */
export function standardErrorOfMean(values: readonly number[]): number | null {
  const count = values.length;
  if (count < 2) return null;
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (count * (count - 1)));
}

/** Student's interval for the mean over units, one value per unit. Null under two units. */
export function meanInterval(values: readonly number[], confidence: number): Interval | null {
  const error = standardErrorOfMean(values);
  if (error === null) return null;
  const half = studentQuantile((1 + confidence) / 2, values.length - 1) * error;
  const mean = meanOf(values);
  return { low: mean - half, high: mean + half };
}
