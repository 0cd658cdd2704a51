import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatSigned } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { listCosts, type CostChange } from "./cost-changes.ts";
import { FigureLine } from "./figure-line.tsx";

/** What the gain costs at each run from now on; what grows by more than a fifth does not pass unseen. */
export function CostPerItem({ assessment }: { readonly assessment: Assessment }) {
  return listCosts(assessment).map((cost) => (
    <FigureLine key={cost.name} name={reviewStrings.perItem[cost.name]}>
      {cost.isDear ? (
        <Mark meaning="undecided" title={reviewStrings.costPerGain}>
          {toText(cost)}
        </Mark>
      ) : (
        toText(cost)
      )}
    </FigureLine>
  ));
}

function toText({ before, after, change }: CostChange): string {
  return `${before} → ${after}${change === null ? "" : `, ${formatSigned(change * 100)} %`}`;
}
