import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { MEASURE_NAMES } from "#core/domain/gate/measure.ts";
import { headlineStrings } from "#renderer/strings/headline.ts";
import { formatCount, formatEffectInterval } from "#renderer/text/format.ts";

type Figures = Pick<ProposalSummaryDocument, "measure" | "effect" | "interval" | "n" | "up" | "down">;

/** "+10.0 pts [+7.4, +13.3] fully right, n=400": an assessment as it stands wherever it is named; "" before one. */
export function formatHeadline({ measure, effect, interval, n }: Figures): string {
  if (measure === null || effect === null || interval === null || n === null) return "";
  return `${formatEffectInterval(effect, interval)} ${MEASURE_NAMES[measure]}, n=${formatCount(n)}`;
}

/** "+28 −1 of 240": items better and worse by the measure of the figures, where there is room for no more. */
export function formatFlips({ up, down, n, effect }: Figures): string {
  if (up === null || down === null || n === null || effect === null) return "";
  return headlineStrings.flips(formatCount(up), formatCount(down), formatCount(n));
}
