import { EffectWhisker } from "#renderer/features/improve/verdict/effect-whisker.tsx";
import { toDigits } from "#renderer/features/improve/verdict/to-digits.ts";
import { tellForecast } from "#renderer/features/improve/verdict/verdict-words.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { itemsOf, layOutEvidence, type FinishedItem, type RunningReport } from "./running.ts";
import { useLive } from "./use-live.ts";
import "./running-assessment.css";

type RunningAssessmentProps = {
  readonly session: string;
  readonly proposal: string;
};

/** Evidence as it grows: how much there is, how much is needed, and about how many items that would take. */
export function RunningAssessment({ session, proposal }: RunningAssessmentProps) {
  const live = useLive(session);
  const reports = live.reports.filter((report) => report.proposal === proposal);
  const items = itemsOf(live.items, proposal);
  const newest = reports.at(-1);
  const far = items.at(-1) ?? newest;
  return (
    <div className="assessment" aria-live="off">
      {far === undefined ? null : (
        <div className="assessment-line">
          <progress max={far.total} value={far.done} aria-label={sessionStrings.items(far.done, far.total)} />
          <span className="number">{sessionStrings.items(far.done, far.total)}</span>
        </div>
      )}
      {newest === undefined ? (
        <p className="soft">
          {far === undefined
            ? sessionStrings.assessmentBegins
            : sessionStrings.assessmentFirst(far.done, far.total)}
        </p>
      ) : (
        <Figures reports={reports} newest={newest} items={items} />
      )}
    </div>
  );
}

type FiguresProps = {
  readonly reports: readonly RunningReport[];
  readonly newest: RunningReport;
  readonly items: readonly FinishedItem[];
};

function Figures({ reports, newest, items }: FiguresProps) {
  const { eValue, levelNeeded, measure, effect, interval, done, forecast } = newest;
  const { fixed, broken } = countFlips(newest, items);
  return (
    <>
      <div className="evidence-title">{reviewStrings.measures[measure]}</div>
      <div className="assessment-line">
        <span className="soft">{sessionStrings.evidenceLabel}</span>
        <EvidenceLine reports={reports} />
        <span className="number">
          {levelNeeded === null
            ? sessionStrings.evidenceClosed
            : sessionStrings.evidence(toDigits(eValue), toDigits(levelNeeded), eValue >= levelNeeded)}
        </span>
        <span className="soft">{tellForecast(forecast)}</span>
      </div>
      {effect === null ? null : (
        <EffectWhisker
          effect={effect}
          interval={interval}
          n={done}
          lead={
            <>
              <Mark meaning="good">
                {sessionStrings.fixed} <span className="number">{fixed}</span>
              </Mark>
              <Mark meaning="bad">
                {sessionStrings.broken} <span className="number">{broken}</span>
              </Mark>
            </>
          }
        />
      )}
    </>
  );
}

/** Item by item where every item was seen; otherwise as the last report has it. */
function countFlips(report: RunningReport, items: readonly FinishedItem[]) {
  const last = items.at(-1);
  if (last === undefined || items.length !== last.done || last.done < report.done) return report;
  const count = (isRight: boolean): number =>
    items.filter(
      ({ baselineCorrect, candidateCorrect }) => baselineCorrect !== isRight && candidateCorrect === isRight,
    ).length;
  return { fixed: count(true), broken: count(false) };
}

const SPARK = { width: 120, height: 22 };

/** The way to the level, which is the upper edge. */
function EvidenceLine({ reports }: { readonly reports: readonly RunningReport[] }) {
  const heights = layOutEvidence(reports);
  const total = reports.at(-1)?.total ?? 1;
  if (heights === null) return null;
  const points = heights.map((height, at) => {
    const x = ((reports[at]?.done ?? 0) / total) * SPARK.width;
    return `${x.toFixed(1)},${(SPARK.height - 1 - height * (SPARK.height - 3)).toFixed(1)}`;
  });
  return (
    <svg className="spark" width={SPARK.width} height={SPARK.height} aria-hidden="true">
      <line className="spark-level" x1="0" x2={SPARK.width} y1="2" y2="2" />
      <polyline className="spark-line" points={`0,${SPARK.height - 1} ${points.join(" ")}`} />
    </svg>
  );
}
