import type { ReactNode } from "react";
import type { Assessment } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatEffect, formatEffectInterval } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { toDigits } from "#renderer/features/improve/verdict/to-digits.ts";
import { nameGuard, tellForecast } from "#renderer/features/improve/verdict/verdict-words.ts";

/** From so many assessments on, a validation set has taught its own answers. */
const WORN_FROM = 50;

/** The figures behind the sentence, folded away: what decides apart from what only describes. */
export function Statistics({ assessment }: { readonly assessment: Assessment }) {
  const { measures, descriptions, guards, forecast, wear, number, fixed, broken, n } = assessment;
  const deciding = measures.filter(({ decides }) => decides);
  const levelNeeded = deciding[0]?.evidence.levelNeeded ?? null;
  return (
    <details className="evidence-section statistics">
      <summary className="evidence-title">{reviewStrings.statistics}</summary>
      <h4 className="statistics-title">{reviewStrings.anytime}</h4>
      <p className="statistics-note">{reviewStrings.eNote}</p>
      <dl className="statistics-rows">
        {deciding.map(({ measure, evidence: { eValue, peakEValue } }) => (
          <Row key={measure} name={reviewStrings.eValue[measure]}>
            {reviewStrings.eValueOf(toDigits(eValue), toDigits(peakEValue))}
          </Row>
        ))}
        <Row name={reviewStrings.eLevel}>
          {levelNeeded === null ? reviewStrings.eLevelNone : toDigits(levelNeeded)}
        </Row>
        <Row name={reviewStrings.forecast}>{tellForecast(forecast)}</Row>
        <Row name={reviewStrings.assessmentNumber}>{number}</Row>
        <Row name={reviewStrings.wear}>
          {reviewStrings.wearOf(wear)}
          {wear < WORN_FROM ? null : <Mark meaning="undecided">{reviewStrings.wearHigh}</Mark>}
        </Row>
      </dl>
      {guards.length === 0 ? null : (
        <>
          <h4 className="statistics-title">{reviewStrings.guards}</h4>
          <dl className="statistics-rows">
            {guards.map(({ id, effect, isShownWorse }) => (
              <Row key={id} name={nameGuard(id)}>
                {effect === null ? null : formatEffect(effect)}
                <Mark meaning={isShownWorse ? "bad" : "good"}>
                  {isShownWorse ? reviewStrings.guardWorseMark : reviewStrings.guardFine}
                </Mark>
              </Row>
            ))}
          </dl>
        </>
      )}
      <h4 className="statistics-title">{reviewStrings.fixedN}</h4>
      <FixedN descriptions={descriptions} effect={(fixed - broken) / Math.max(1, n)} />
    </details>
  );
}

type FixedNProps = { readonly descriptions: Assessment["descriptions"]; readonly effect: number };

/** McNemar's test and Tango's interval, or the mean over units where groups or repetitions make those wrong. */
function FixedN({ descriptions, effect }: FixedNProps) {
  const { mcnemar, midP, tango, mean } = descriptions;
  return (
    <dl className="statistics-rows">
      {mcnemar === null ? null : <Row name={reviewStrings.mcnemar}>{toP(mcnemar)}</Row>}
      {midP === null ? null : <Row name={reviewStrings.midP}>{toP(midP)}</Row>}
      {tango === null ? null : <Row name={reviewStrings.tango}>{formatEffectInterval(effect, tango)}</Row>}
      {mean === null ? null : (
        <>
          <Row name={reviewStrings.signFlip}>{toP(mean.signFlip)}</Row>
          {mean.interval === null ? null : (
            <Row name={reviewStrings.meanOf[mean.method]}>
              {formatEffectInterval(mean.effect, mean.interval)}, {reviewStrings.units(mean.units)}
            </Row>
          )}
        </>
      )}
    </dl>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="statistics-row">
      <dt>{name}</dt>
      <dd className="number">{children}</dd>
    </div>
  );
}

function toP(p: number): string {
  return p < 0.0001 ? "< 0.0001" : p.toFixed(4);
}
