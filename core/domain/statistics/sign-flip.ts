import { keyedRandom } from "#core/base/keyed-random.ts";
import type { KeyPart } from "#core/base/keyed-random.ts";

const EXACT_UP_TO = 20;
const SEEDED_FLIPS = 9_999;
/** Equal sums, added in another order, differ by rounding; they are ties. */
const TIE = 1e-12;

type SignFlipResult = {
  /** P under the null that the mean is at least this large. */
  readonly oneSided: number;
  readonly twoSided: number;
  readonly method: "exact" | "seeded";
};

/**
 * The sign-flip test of paired differences, one per unit; its null is symmetry about 0. With at most 20 that
 * are not 0 all flips are counted (for binary differences it then equals McNemar's exact test), else 9,999
 * seeded ones. The statistic is the sum: flipping leaves Σd² as it is, so d̄/SE rises with the sum and orders
 * the flips the same way.
 */
export function signFlipTest(differences: readonly number[], key: readonly KeyPart[]): SignFlipResult {
  const moved = differences.filter((difference) => difference !== 0);
  return moved.length <= EXACT_UP_TO ? testAllFlips(moved) : testSeededFlips(moved, key);
}

type Counts = { asLarge: number; asFar: number };

function testAllFlips(moved: readonly number[]): SignFlipResult {
  const counts: Counts = { asLarge: 0, asFar: 0 };
  const count = createCounter(moved, counts);
  const visit = (depth: number, sum: number): void => {
    const next = moved[depth];
    if (next === undefined) return count(sum);
    visit(depth + 1, sum + next);
    visit(depth + 1, sum - next);
  };
  visit(0, 0);
  const flips = 2 ** moved.length;
  return { oneSided: counts.asLarge / flips, twoSided: counts.asFar / flips, method: "exact" };
}

function testSeededFlips(moved: readonly number[], key: readonly KeyPart[]): SignFlipResult {
  const random = keyedRandom("sign-flip", ...key);
  const counts: Counts = { asLarge: 0, asFar: 0 };
  const count = createCounter(moved, counts);
  for (let flip = 0; flip < SEEDED_FLIPS; flip += 1) {
    count(moved.reduce((sum, difference) => sum + (random.chance(0.5) ? difference : -difference), 0));
  }
  // The observed signs are one of the possible flips, so p is never 0.
  return {
    oneSided: (1 + counts.asLarge) / (1 + SEEDED_FLIPS),
    twoSided: (1 + counts.asFar) / (1 + SEEDED_FLIPS),
    method: "seeded",
  };
}

function createCounter(moved: readonly number[], counts: Counts): (sum: number) => void {
  const observed = moved.reduce((sum, difference) => sum + difference, 0);
  const slack = TIE * moved.reduce((sum, difference) => sum + Math.abs(difference), 0);
  return (sum) => {
    if (sum >= observed - slack) counts.asLarge += 1;
    if (Math.abs(sum) >= Math.abs(observed) - slack) counts.asFar += 1;
  };
}
