import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatEffectInterval, formatPercent, formatUsd } from "#renderer/text/format.ts";
import { AnsweredBy } from "./answered-by.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { CostPerItem } from "./cost-per-item.tsx";
import { EffectWhisker } from "#renderer/features/improve/verdict/effect-whisker.tsx";
import { FlipList } from "./flip-list.tsx";
import { FigureLine } from "./figure-line.tsx";
import { reachOf } from "#renderer/features/improve/verdict/whisker-scale.ts";

type Measured = Assessment["measures"][number];

/** What an assessment found, items fully right first: each half that decides with its interval, on one scale. */
export function Figures({ assessment }: { readonly assessment: Assessment }) {
  const { measures, changed, n, spend } = assessment;
  const deciding = measures.filter(({ decides, effect }) => decides && effect !== null);
  const reach = reachOf(deciding.map(({ interval }) => interval));
  return (
    <>
      {deciding.map((measured) => (
        <Half
          key={measured.measure}
          assessment={assessment}
          measured={measured}
          deciding={deciding.length}
          reach={reach}
        />
      ))}
      {n === 0 ? null : <Described assessment={assessment} />}
      {n === 0 ? null : <p className="evidence-subset">{reviewStrings.subset(n)}</p>}
      {n === 0 ? null : <FlipList changed={changed} />}
      <section className="evidence-section">
        <CostPerItem assessment={assessment} />
        <AnsweredBy answeredBy={assessment.answeredBy} />
        <FigureLine name={reviewStrings.cost}>
          {formatUsd(spend)}, {reviewStrings.calls(spend.calls)}
        </FigureLine>
      </section>
    </>
  );
}

type HalfProps = {
  readonly assessment: Assessment;
  readonly measured: Measured;
  /** How many halves there are: where it is one, it goes without saying which decided. */
  readonly deciding: number;
  readonly reach: number;
};

function Half({ assessment, measured, deciding, reach }: HalfProps) {
  const { measure, effect, interval, up, down } = measured;
  const { n, accuracy, score } = assessment;
  if (effect === null) return null;
  return (
    <section className="evidence-section">
      <h3 className="evidence-title">
        {reviewStrings.measures[measure]}
        {assessment.verdict === "accept" && deciding > 1 && assessment.measure === measure ? (
          <Mark meaning="good">{reviewStrings.acceptedBy}</Mark>
        ) : null}
      </h3>
      <EffectWhisker
        effect={effect}
        interval={interval}
        n={n}
        reach={reach}
        lead={measure === "net" ? <span className="soft">{reviewStrings.moves(up, down)}</span> : null}
      />
      {measure === "net" ? null : <Arms {...(measure === "score" ? score : accuracy)} n={n} />}
    </section>
  );
}

function Arms({ before, after, n }: { readonly before: number; readonly after: number; readonly n: number }) {
  return (
    <p className="evidence-arms number">
      {reviewStrings.arms(formatPercent(before), formatPercent(after), n)}
    </p>
  );
}

/** Beside what decides, what people ask for next: the mean score, or items fully right where the mean decides. */
function Described({ assessment }: { readonly assessment: Assessment }) {
  const { metric, measures, score, accuracy, n, fixed, broken, descriptions } = assessment;
  if (metric === "score") {
    return (
      <section className="evidence-section">
        <h3 className="evidence-title">{reviewStrings.measures.correct}</h3>
        <Arms {...accuracy} n={n} />
        {descriptions.tango === null ? null : (
          <p className="evidence-arms number">
            {reviewStrings.atFixedN(formatEffectInterval((fixed - broken) / n, descriptions.tango))}
          </p>
        )}
      </section>
    );
  }
  const mean = measures.find(({ measure }) => measure === "score");
  if (mean === undefined || mean.effect === null) return null;
  return (
    <section className="evidence-section">
      <FigureLine name={reviewStrings.measures.score}>
        <span>
          {formatPercent(score.before)} → {formatPercent(score.after)},
        </span>{" "}
        <span>{formatEffectInterval(mean.effect, mean.interval)}</span>
      </FigureLine>
    </section>
  );
}
