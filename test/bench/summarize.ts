import { assertDefined } from "#core/base/assert.ts";
import type { Measurement, Series } from "./benchmark.ts";

export type Summary = { readonly median: number; readonly min: number; readonly max: number };

/** How many times as good ours is as the rival, over the pairs of a run: above 1 we are ahead. */
export type Ratio = { readonly ours: string; readonly rival: string; readonly times: Summary };

export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => assertDefined(sorted[index], "a measured value");
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

/** Each of ours against each rival, pair by pair: values of different rounds are never divided by each other. */
export function ratiosOf({ ours, rivals, better }: Measurement): readonly Ratio[] {
  return ours.flatMap((own) =>
    rivals.map((rival) => ({
      ours: own.name,
      rival: rival.name,
      times: summarize(pairRatios(own, rival, better)),
    })),
  );
}

function pairRatios(own: Series, rival: Series, better: Measurement["better"]): readonly number[] {
  return own.values.map((value, round) => {
    const other = assertDefined(rival.values[round], `round ${round + 1} of ${rival.name}`);
    return better === "higher" ? value / other : other / value;
  });
}
