import { keyedRandom } from "#core/base/keyed-random.ts";
import type { KeyPart } from "#core/base/keyed-random.ts";
import { meanInterval } from "./mean-interval.ts";
import type { Interval } from "./interval.ts";
import { normalCdf, normalQuantile } from "./normal.ts";
import { meanOf } from "./pairing.ts";

const BCA_RESAMPLES = 9_999;
/** Under it the acceleration is too rough to correct anything. */
const BCA_MIN_UNITS = 20;
/** Equal means, summed in another order, differ by rounding; they are ties. */
const TIE = 1e-12;

type BcaLimits = Interval & {
  readonly bias: number;
  readonly acceleration: number;
  /** The two quantile levels of the resamples that were taken. */
  readonly levels: Interval;
};

type BootstrapInterval =
  | (BcaLimits & { readonly method: "bca" })
  | (Interval & { readonly method: "t"; readonly because: "few-units" | "degenerate" });

type BcaOptions = {
  readonly confidence: number;
  /** Same key, same resamples. */
  readonly key: readonly KeyPart[];
  readonly resamples?: number;
};

/**
 * The bias-corrected and accelerated interval (Efron 1987) of the mean over units; a unit is drawn with all its
 * repetitions, since `values` holds one mean per unit. Where BCa is undefined it is Student's interval, and
 * says so. Null under two units.
 */
export function bcaInterval(values: readonly number[], options: BcaOptions): BootstrapInterval | null {
  const { confidence, key } = options;
  const studentInterval = meanInterval(values, confidence);
  if (studentInterval === null) return null;
  if (values.length < BCA_MIN_UNITS) return { ...studentInterval, method: "t", because: "few-units" };
  const resampleMeans = drawResampleMeans(values, options.resamples ?? BCA_RESAMPLES, key);
  const limits = bcaLimits(values, resampleMeans, confidence);
  return limits === null
    ? { ...studentInterval, method: "t", because: "degenerate" }
    : { ...limits, method: "bca" };
}

/** The limits from given resample means. Null where the bias is infinite or the acceleration undefined. */
export function bcaLimits(
  values: readonly number[],
  resampleMeans: Float64Array,
  confidence: number,
): BcaLimits | null {
  const bias = biasOf(meanOf(values), resampleMeans);
  const acceleration = accelerationOf(values);
  if (bias === null || acceleration === null) return null;
  const levelAt = (probability: number): number => {
    const shifted = bias + normalQuantile(probability);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  const levels = { low: levelAt((1 - confidence) / 2), high: levelAt((1 + confidence) / 2) };
  if (!(levels.low < levels.high)) return null;
  const sorted = resampleMeans.toSorted();
  return {
    low: quantile(sorted, levels.low),
    high: quantile(sorted, levels.high),
    bias,
    acceleration,
    levels,
  };
}

/** z0: how far the estimate lies from the median of its resamples, ties counted half. */
function biasOf(estimate: number, resampleMeans: Float64Array): number | null {
  let below = 0;
  for (const mean of resampleMeans) {
    if (Math.abs(mean - estimate) <= TIE) below += 0.5;
    else if (mean < estimate) below += 1;
  }
  const share = below / resampleMeans.length;
  return share > 0 && share < 1 ? normalQuantile(share) : null;
}

/** a, from the means that leave one unit out. For a mean they differ from theirs by (d_i − d̄)/(n − 1). */
function accelerationOf(values: readonly number[]): number | null {
  const mean = meanOf(values);
  const deviations = values.map((value) => (value - mean) / (values.length - 1));
  const squares = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  const cubes = deviations.reduce((sum, deviation) => sum + deviation ** 3, 0);
  return squares > TIE * TIE ? cubes / (6 * squares ** 1.5) : null;
}

function drawResampleMeans(
  values: readonly number[],
  resamples: number,
  key: readonly KeyPart[],
): Float64Array {
  const random = keyedRandom("bca", ...key);
  const units = Float64Array.from(values);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0;
    for (let draw = 0; draw < units.length; draw += 1) sum += units[random.integer(units.length)] as number;
    means[resample] = sum / units.length;
  }
  return means;
}

/** Linear between order statistics; the level 0 is the smallest, 1 the largest. */
function quantile(sorted: Float64Array, level: number): number {
  const place = level * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (place - below) * (high - low);
}
