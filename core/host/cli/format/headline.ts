import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { MEASURE_NAMES } from "#core/domain/gate/measure.ts";
import { formatInterval } from "./format.ts";

type Figures = Pick<ProposalSummaryDocument, "measure" | "effect" | "interval" | "n">;

/** "+10.0 points [7.4, 13.3] fully right, n=400": an assessment as it is printed everywhere; "" before one. */
export function formatHeadline({ measure, effect, interval, n }: Figures): string {
  if (measure === null || effect === null || interval === null || n === null) return "";
  return `${formatPoints(effect)} points ${formatInterval(interval)} ${MEASURE_NAMES[measure]}, n=${n}`;
}

/** 0.08 as "+8.0". */
function formatPoints(effect: number): string {
  return `${effect < 0 ? "−" : "+"}${Math.abs(effect * 100).toFixed(1)}`;
}
