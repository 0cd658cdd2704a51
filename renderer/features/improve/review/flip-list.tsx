import { useState } from "react";
import type { Assessment } from "#renderer/features/improve/improve-queries.ts";
import { hrefToTrace } from "#renderer/features/improve/improve-route.ts";
import { shortItem } from "#renderer/features/improve/short-item.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Mark } from "#renderer/ui/mark.tsx";

type Flips = Assessment["flips"];

/** Items whose outcome changed, what broke first; each leads to the candidate's run and to the one before. */
export function FlipList({ flips }: { readonly flips: Flips }) {
  return (
    <section className="evidence-section">
      <FlipGroup
        flips={flips.filter(({ change }) => change === "broken")}
        meaning="bad"
        name={reviewStrings.broken}
      />
      <FlipGroup
        flips={flips.filter(({ change }) => change === "fixed")}
        meaning="good"
        name={reviewStrings.fixed}
      />
    </section>
  );
}

type FlipGroupProps = { readonly flips: Flips; readonly meaning: "good" | "bad"; readonly name: string };

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
        {shown.map(({ item, className, baselineTrace, candidateTrace }) => (
          <li key={item} className="flip">
            <a
              className="flip-item number"
              href={hrefToTrace(candidateTrace)}
              title={reviewStrings.flipTitle(item, className)}
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
