import { Button } from "@mantine/core";
import type { Assessment, ProposalRow, Session } from "#renderer/features/improve/common/improve-queries.ts";
import { EffectWhisker } from "#renderer/features/improve/verdict/effect-whisker.tsx";
import { toDigits } from "#renderer/features/improve/verdict/to-digits.ts";
import { tellVerdict } from "#renderer/features/improve/verdict/verdict-words.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { proposalQuery } from "#renderer/store/shared-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { RunningAssessment } from "#renderer/features/improve/running/running-assessment.tsx";
import type { SessionActions } from "./use-session-actions.ts";

type AssessmentPaneProps = {
  readonly session: Session;
  readonly assessing: ProposalRow | null;
  readonly latest: ProposalRow | null;
  readonly actions: SessionActions;
};

/** The evidence that is being gathered, or what the last of it came to. */
export function AssessmentPane({ session, assessing, latest, actions }: AssessmentPaneProps) {
  const isOfSession = session.state === "running" && session.operator === "assess";
  return (
    <Pane
      id="session-assessment"
      title={sessionStrings.assessment}
      className="session-assessment"
      tools={
        isOfSession && assessing !== null ? (
          <>
            <span className="pane-spacer" />
            <Button
              className="session-small"
              title={sessionStrings.stopAssessmentTitle}
              onClick={actions.endAssessment}
            >
              {sessionStrings.stopAssessment}
            </Button>
          </>
        ) : null
      }
    >
      {assessing !== null ? (
        <RunningAssessment session={session.session} proposal={assessing.id} />
      ) : latest === null ? (
        <p className="session-none">{sessionStrings.assessmentNone}</p>
      ) : (
        <LastAssessment id={latest.id} />
      )}
    </Pane>
  );
}

function LastAssessment({ id }: { readonly id: string }) {
  const assessment = useQuery(proposalQuery(id)).data?.assessment;
  if (assessment === undefined) return null;
  const { meaning, text } = tellVerdict(assessment);
  return (
    <div className="assessment">
      <p>
        {meaning === "neutral" ? null : <Mark meaning={meaning} />} {text}
      </p>
      {assessment === null ? null : <RestsOn assessment={assessment} />}
    </div>
  );
}

/** The figures that the sentence above them is about. */
function RestsOn({ assessment }: { readonly assessment: Assessment }) {
  const { verdict, measure, measures, effect, interval, evidence } = assessment;
  const isOneOfTwo = measures.filter(({ decides }) => decides).length > 1;
  const { peakEValue, levelNeeded } = evidence;
  if (effect === null) return null;
  return (
    <>
      <div className="evidence-title">
        {reviewStrings.measures[measure]}
        {verdict === "accept" && isOneOfTwo ? <Mark meaning="good">{reviewStrings.acceptedBy}</Mark> : null}
      </div>
      <EffectWhisker effect={effect} interval={interval} n={assessment.n} />
      <div className="assessment-line">
        <span className="soft">{sessionStrings.evidenceLabel}</span>
        <span className="number">
          {levelNeeded === null
            ? sessionStrings.evidenceClosed
            : sessionStrings.evidence(toDigits(peakEValue), toDigits(levelNeeded), peakEValue >= levelNeeded)}
        </span>
      </div>
    </>
  );
}
