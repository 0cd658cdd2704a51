import { useState } from "react";
import { ITEM_CHANGES } from "#core/domain/item-change.ts";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToTrace } from "#renderer/features/improve/common/improve-route.ts";
import { shortItem } from "#renderer/features/improve/common/short-item.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatPercent } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";

type Changed = Assessment["changed"];

const MEANINGS = { broken: "bad", worse: "bad", fixed: "good", better: "good" } as const;

/** Items that moved, the worst first; each leads to the candidate's run and to the one before. */
export function FlipList({ changed }: { readonly changed: Changed }) {
  // Broken and fixed always have their line, also where they are none; the others only where scores are graded.
  const shown = ITEM_CHANGES.map((change) => ({
    change,
    items: changed.filter((each) => each.change === change),
  })).filter(({ change, items }) => change === "broken" || change === "fixed" || items.length > 0);
  return (
    <section className="evidence-section">
      {shown.map(({ change, items }) => (
        <FlipGroup
          key={change}
          flips={items}
          meaning={MEANINGS[change]}
          name={reviewStrings.changedItems[change]}
        />
      ))}
    </section>
  );
}

type FlipGroupProps = { readonly flips: Changed; readonly meaning: "good" | "bad"; readonly name: string };

const SHOWN = 8;

function FlipGroup({ flips, meaning, name }: FlipGroupProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? flips : flips.slice(0, SHOWN);
  return (
    <div className="flips">
      <h3 className="evidence-title">
        <Mark meaning={flips.length === 0 ? "neutral" : meaning}>{name}</Mark>{" "}
        <span className="number">{flips.length}</span>
      </h3>
      <ul className="flips-list">
        {shown.map(({ item, className, before, after, baselineTrace, candidateTrace }) => (
          <li key={item} className="flip">
            <a
              className="flip-item number"
              href={hrefToTrace(candidateTrace)}
              title={reviewStrings.flipTitle(
                item,
                className,
                `${formatPercent(before)} → ${formatPercent(after)}`,
              )}
            >
              {shortItem(item)}
            </a>
            <a
              className="flip-before"
              href={hrefToTrace(baselineTrace)}
              aria-label={`${reviewStrings.flipBefore}: ${item}`}
              title={reviewStrings.flipBefore}
            >
              {reviewStrings.flipBeforeShort}
            </a>
          </li>
        ))}
        {flips.length > shown.length ? (
          <li>
            <button type="button" className="flip-more" onClick={() => setIsWhole(true)}>
              {reviewStrings.showMore(flips.length - shown.length)}
            </button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}
