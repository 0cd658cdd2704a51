import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatHeadline } from "#renderer/ui/headline.ts";
import { isUnmeasured } from "./luck.ts";

type OverrideWords = {
  /** On the button that opens the dialog. */
  readonly button: string;
  readonly dialog: (id: string) => {
    readonly title: string;
    readonly text: string;
    readonly confirm: string;
  };
  /** On the decision, afterwards. */
  readonly mark: string;
};

/**
 * Approving what the gate did not accept: without evidence only where there is none, else against it
 * and what is known [A16].
 */
export function tellOverride(assessment: Assessment | null): OverrideWords {
  if (assessment === null || isUnmeasured(assessment)) {
    return {
      button: reviewStrings.approveWithout,
      dialog: (id) => ({
        title: reviewStrings.unmeasuredTitle(id),
        text: reviewStrings.unmeasuredText,
        confirm: reviewStrings.unmeasuredConfirm,
      }),
      mark: reviewStrings.overrideUnmeasured,
    };
  }
  const flips = reviewStrings.flips(assessment.fixed, assessment.broken);
  const known = reviewStrings.known(flips, formatHeadline(assessment));
  return {
    button: reviewStrings.approveAgainst,
    dialog: (id) => ({
      title: reviewStrings.overrideTitle(id),
      text: reviewStrings.overrideText(known),
      confirm: reviewStrings.overrideConfirm,
    }),
    mark: reviewStrings.override(known),
  };
}
