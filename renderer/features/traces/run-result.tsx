import type { RunResultDocument } from "#core/contract/shapes.ts";
import type { TraceRowDocument } from "#core/contract/traces.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { ComparedAnswer } from "#renderer/ui/answer.tsx";
import { formatPercent } from "#renderer/text/format.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { describeRanOn } from "./trace-words.ts";

const { resultFacts: facts, outcomes, splits, sides } = tracesStrings;

type RunResultProps = {
  readonly result: RunResultDocument;
  readonly ranOn: TraceRowDocument["ranOn"];
};

/** How a run went on its item: the answer beside what was expected, and what it is evidence for. */
export function RunResult({ result, ranOn }: RunResultProps) {
  const { dataset, item, split, isCorrect, score, scorer, evidence } = result;
  return (
    <section aria-label={tracesStrings.result}>
      <div className="span-head">
        <h3 className="span-name">{tracesStrings.result}</h3>
        <Mark meaning={isCorrect ? "good" : "bad"}>{isCorrect ? outcomes.right : outcomes.wrong}</Mark>
      </div>
      <dl className="span-facts">
        <div className="span-fact">
          <dt>{facts.item}</dt>
          <dd className="truncate">
            <a
              className="link mono"
              href={hrefTo("data", [dataset], { split, item })}
              title={`${dataset}/${item}`}
            >
              {item}
            </a>
            <span className="span-aside">{splits[split]}</span>
          </dd>
        </div>
        <div className="span-fact">
          <dt>{facts.score}</dt>
          <dd>
            <span className="number">{formatPercent(score)}</span>
            <span className="span-aside">{SCORERS[scorer] ?? scorer}</span>
          </dd>
        </div>
        {ranOn === null ? null : (
          <div className="span-fact">
            <dt>{facts.ranOn}</dt>
            <dd>
              <RanOnLink ranOn={ranOn} />
            </dd>
          </div>
        )}
        {evidence.length === 0 ? null : (
          <div className="span-fact">
            <dt>{facts.evidence}</dt>
            <dd>
              <ul>
                {evidence.map(({ proposal, side }) => (
                  <li key={`${proposal}/${side}`}>
                    <a className="link" href={hrefTo("improve", ["proposal", proposal])}>
                      {tracesStrings.proposal(proposal)}
                    </a>{" "}
                    <span className="faint">{sides[side]}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <ScorerNote result={result} />
      <div className="span-answer">
        <ComparedAnswer answer={{ ...result, isRight: isCorrect }} />
      </div>
    </section>
  );
}

/** What the scorer said, where it said something; that it failed goes first. */
function ScorerNote({ result: { reason, scorerFailure } }: Pick<RunResultProps, "result">) {
  if (scorerFailure === null && (reason === null || reason === "")) return null;
  return (
    <div className="span-answer">
      {scorerFailure === null ? null : (
        <p>{dataStrings.scorerFailed(dataStrings.scorerFailures[scorerFailure])}</p>
      )}
      {reason === null || reason === "" ? null : (
        <p className="soft">
          <ShownText text={reason} />
        </p>
      )}
    </div>
  );
}

/** Sorts of scorers that have a name on screen. */
const SCORERS: Readonly<Record<string, string>> = dataStrings.scorers;

function RanOnLink({ ranOn }: { readonly ranOn: NonNullable<TraceRowDocument["ranOn"]> }) {
  const { commit, proposal } = ranOn;
  const { text, title, isCommit } = describeRanOn(ranOn);
  const href =
    commit === null
      ? proposal === null
        ? null
        : hrefTo("improve", ["proposal", proposal])
      : hrefTo("lineage", [commit]);
  if (href === null) return <span title={title}>{text}</span>;
  return (
    <a className={isCommit ? "link mono" : "link"} href={href} title={title}>
      {text}
    </a>
  );
}
