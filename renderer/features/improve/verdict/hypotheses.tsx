import { hrefToTrace } from "#renderer/features/improve/common/improve-route.ts";
import { shortItem } from "#renderer/features/improve/common/short-item.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatPercent } from "#renderer/text/format.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./hypotheses.css";

type Hypothesis = Proposal["hypotheses"][number];

/** What the optimizer believes to be wrong, and the runs it says so from. */
export function Hypotheses({ hypotheses }: { readonly hypotheses: readonly Hypothesis[] }) {
  if (hypotheses.length === 0) return <p className="faint">{reviewStrings.noHypotheses}</p>;
  return (
    <>
      <ol className="hypotheses">
        {hypotheses.map((hypothesis) => (
          <li key={hypothesis.id} className="hypothesis">
            <div>
              <span className="number hypothesis-id">{hypothesis.id}</span>{" "}
              <span dir="auto">
                <ShownText text={hypothesis.cause} />
              </span>
            </div>
            <Citations hypothesis={hypothesis} />
          </li>
        ))}
      </ol>
      {/* It was shown some of the runs that went wrong, so its counts are not those of the iteration. */}
      <p className="faint hypotheses-note">{reviewStrings.hypothesesNote}</p>
    </>
  );
}

const SHOWN = 6;

function Citations({ hypothesis }: { readonly hypothesis: Hypothesis }) {
  const { citations, spans, confidence } = hypothesis;
  const known = citations.slice(0, SHOWN);
  return (
    <div className="hypothesis-cites">
      <span>{reviewStrings.cites(spans.length)}</span>
      {known.map(({ span, trace, item }) => (
        <a
          key={span}
          className="link number"
          href={hrefToTrace(trace, span)}
          title={reviewStrings.citation(item)}
          aria-label={reviewStrings.citation(item)}
        >
          {shortItem(item)}
        </a>
      ))}
      {citations.length > known.length ? <span>…</span> : null}
      <span className="hypothesis-confidence">{reviewStrings.confidence(formatPercent(confidence))}</span>
    </div>
  );
}
