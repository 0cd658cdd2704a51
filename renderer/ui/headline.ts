import type { ProposalSummaryDocument } from "#core/contract/proposals.ts";
import { MEASURE_NAMES } from "#core/domain/gate-measure.ts";
import { tellOtherHalf } from "#core/domain/headline.ts";
import { headlineStrings } from "#renderer/strings/headline.ts";
import { formatCount, formatEffectInterval } from "./format.ts";

type Figures = Pick<
  ProposalSummaryDocument,
  "verdict" | "measure" | "effect" | "interval" | "n" | "fixed" | "broken"
>;

/**
 * "+10.0 pts [+7.4, +13.3] fully right, n=400": an assessment as it stands wherever it is named, with what it was accepted
 * on where that is something else; "" before one.
 */
export function formatHeadline(figures: Figures): string {
  const { measure, effect, interval, n } = figures;
  if (measure === null || effect === null || interval === null || n === null) return "";
  const headline = `${formatEffectInterval(effect, interval)} ${MEASURE_NAMES[measure]}, n=${formatCount(n)}`;
  const other = tellOtherHalf(figures);
  return other === "" ? headline : `${headline}; ${other}`;
}

/** "+28 −1 of 240": items that became fully right and that no longer are, where there is room for no more. */
export function formatFlips({ fixed, broken, n, effect }: Figures): string {
  if (fixed === null || broken === null || n === null || effect === null) return "";
  return headlineStrings.flips(formatCount(fixed), formatCount(broken), formatCount(n));
}
