import type { Outcome } from "#renderer/store/score-series.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatEstimate } from "#renderer/text/format.ts";

type ScoreChangeProps = { readonly before: Outcome | null; readonly after: Outcome | null };

/** From what a version was measured at to what another was; and whether the two can be held against each other. */
export function ScoreChange({ before, after }: ScoreChangeProps) {
  if (before === null && after === null) return null;
  const hasOtherItems = differInItems({ before, after });
  return (
    <span
      className="score-change"
      title={
        hasOtherItems ? `${lineageStrings.scoreOf}, ${lineageStrings.otherItems}` : lineageStrings.scoreOf
      }
    >
      <Figure outcome={before} /> <span aria-hidden="true">→</span> <Figure outcome={after} />
      {hasOtherItems ? <span className="score-change-note soft"> {lineageStrings.otherItems}</span> : null}
    </span>
  );
}

/** Whether two scores rest on different items, so that their difference is not one of the versions alone. */
export function differInItems({ before, after }: ScoreChangeProps): boolean {
  return before !== null && after !== null && before.items !== after.items;
}

function Figure({ outcome }: { readonly outcome: Outcome | null }) {
  if (outcome === null) return <span className="faint">{lineageStrings.notMeasured}</span>;
  const { accuracy, interval, n } = outcome;
  return <span className="number">{formatEstimate(accuracy, interval, n)}</span>;
}
