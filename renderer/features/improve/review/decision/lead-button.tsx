import { Button } from "@mantine/core";
import { useState } from "react";
import { Keys } from "#renderer/navigation/keys.tsx";
import { maybeSessionQuery, type Session } from "#renderer/features/improve/common/improve-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { datasetsQuery, type Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatUsd } from "#renderer/text/format.ts";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import { AssessCapsDialog } from "./assess-caps-dialog.tsx";
import { isEditable } from "#renderer/features/improve/review/choice/next-step.ts";
import { tellOverride } from "#renderer/features/improve/verdict/override-words.ts";
import { titleOfTaken } from "#renderer/features/improve/review/choice/taken-title.ts";
import type { Decisions } from "./use-decisions.ts";
import type { Desk } from "#renderer/features/improve/review/choice/use-desk.ts";

type LeadButtonProps = { readonly desk: Desk; readonly decisions: Decisions };

/** The step that leads on: to approve only where there is evidence for it, and only what can be done. */
export function LeadButton({ desk, decisions }: LeadButtonProps) {
  const { step } = desk;
  const { isBusy } = decisions;
  switch (step.kind) {
    case "none":
    case "assessing":
      return null;
    case "reopen":
      return (
        <Button loading={isBusy} onClick={() => void decisions.reopen()}>
          {reviewStrings.reopen}
        </Button>
      );
    case "obstacle":
      return (
        <>
          <ApproveOff />
          {isEditable(desk.parts) ? (
            <Button variant="filled" onClick={desk.startEditing} rightSection={<Keys of="review-edit" />}>
              {reviewStrings.editOnHead}
            </Button>
          ) : null}
        </>
      );
    case "assess":
      return (
        <>
          <ApproveOff />
          <AssessButton proposal={desk.proposal} isAgain={step.again} decisions={decisions} />
        </>
      );
    case "nothing-taken":
      return <ApproveOff />;
    case "derive":
      return (
        <>
          <ApproveOff />
          <Button
            variant="filled"
            onClick={() =>
              desk.compose("derive", titleOfTaken(desk.parts, desk.refused, desk.proposal.summary))
            }
          >
            {reviewStrings.derive(step.taken, step.total)}
          </Button>
        </>
      );
    case "override":
      return (
        <Button
          disabled={isBusy}
          onClick={() => desk.compose("override")}
          rightSection={<Keys of="review-approve" />}
        >
          {tellOverride(desk.proposal.assessment).button}
        </Button>
      );
    case "approve":
      return (
        <Button
          variant="filled"
          loading={isBusy}
          onClick={() => void decisions.approve()}
          rightSection={<Keys of="review-approve" />}
        >
          {reviewStrings.approve}
        </Button>
      );
  }
}

type AssessButtonProps = {
  readonly proposal: Proposal;
  readonly isAgain: boolean;
  readonly decisions: Decisions;
};

/** Off while its session runs, whose tests are made one after another; asks for other caps where those it has are used up. */
function AssessButton({ proposal, isAgain, decisions }: AssessButtonProps) {
  const session = useQuery(maybeSessionQuery(proposal.session)).data ?? null;
  const plan = usePlan(proposal, session);
  const [isAsking, setIsAsking] = useState(false);
  const isRunning = session?.state === "running";
  const isCapped = session?.stopped?.by === "cap";
  const word = isAgain ? reviewStrings.assessAgainPlan(plan) : reviewStrings.assessPlanned(plan);
  return (
    <>
      <Button
        variant="filled"
        disabled={isRunning || decisions.isBusy}
        title={isRunning ? reviewStrings.assessOff(session.session) : undefined}
        onClick={() => (isCapped ? setIsAsking(true) : void decisions.assess())}
      >
        {isCapped ? reviewStrings.assessMore : word}
      </Button>
      <PriceDialog
        problem={decisions.price.problem}
        onClose={decisions.price.leave}
        onAllowed={decisions.price.allow}
      />
      {session === null ? null : (
        <AssessCapsDialog
          isOpen={isAsking}
          session={session}
          onClose={() => setIsAsking(false)}
          onAssess={(caps) => void decisions.assess(caps)}
        />
      )}
    </>
  );
}

/** About how many runs an assessment takes, and what they may cost. */
function usePlan({ assessment }: Proposal, session: Session | null): string {
  const datasets = useQuery(datasetsQuery).data ?? [];
  const size = datasets.find(({ name }) => name === session?.dataset)?.splits.validation ?? 0;
  const runs = assessment === null || assessment.n === 0 ? size : assessment.n;
  const cost = session?.isSimulated === true ? reviewStrings.costSimulated : costOf(assessment);
  return reviewStrings.assessPlan(runs, cost);
}

function costOf(assessment: Proposal["assessment"]): string {
  return assessment === null ? reviewStrings.costUnknown : formatUsd(assessment.spend);
}

/** Said rather than left out: approving is what it is all for, and why it is not possible is to be seen. */
function ApproveOff() {
  return (
    <Button disabled title={reviewStrings.approveOffTitle}>
      {reviewStrings.approve}
    </Button>
  );
}
