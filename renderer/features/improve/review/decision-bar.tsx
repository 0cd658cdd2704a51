import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Keys } from "#renderer/app/keys.tsx";
import { maybeSessionQuery } from "#renderer/features/improve/improve-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { datasetsQuery, type Proposal } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { formatCount, formatUsd } from "#renderer/ui/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { When } from "#renderer/ui/when.tsx";
import { ReasonComposer } from "./reason-composer.tsx";
import { mayRefuse, mayReject } from "./next-step.ts";
import type { Decisions } from "./use-decisions.ts";
import type { Desk } from "./use-desk.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type DecisionBarProps = {
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly holdsUp: string | null;
};

/** At the foot of the desk: what follows from a refusal, and what can be done. Focus never starts here. */
export function DecisionBar({ desk, decisions, holdsUp }: DecisionBarProps) {
  const { proposal, composer, edits } = desk;
  return (
    <footer className="decision">
      {composer !== null ? (
        <ReasonComposer desk={desk} decisions={decisions} composer={composer} />
      ) : proposal.decision !== null && desk.step.kind === "none" ? (
        <Decided decision={proposal.decision} />
      ) : edits !== null ? (
        <EditBar desk={desk} />
      ) : (
        <div className="decision-bar">
          <Consequence desk={desk} holdsUp={holdsUp} />
          {mayReject(proposal) ? (
            <Button
              disabled={decisions.isBusy}
              onClick={() => desk.compose("reject")}
              rightSection={<Keys keys="X" />}
            >
              {reviewStrings.reject}
            </Button>
          ) : null}
          {mayRefuse(proposal) ? <Refusals desk={desk} decisions={decisions} /> : null}
          <LeadButton desk={desk} decisions={decisions} />
        </div>
      )}
    </footer>
  );
}

function Decided({ decision }: { readonly decision: NonNullable<Proposal["decision"]> }) {
  const { kind, by, at, isOverride, reason, chips, rule } = decision;
  const said = [...chips.map((chip) => reviewStrings.chips[chip]), reason].filter((part) => part !== "");
  return (
    <div className="decision-bar">
      <Mark meaning={kind === "approve" ? "good" : kind === "reject" ? "bad" : "neutral"}>
        {reviewStrings.decidedBy(reviewStrings.decisionKinds[kind], by.name)}
      </Mark>
      {isOverride ? <Mark meaning="undecided">{reviewStrings.override}</Mark> : null}
      <span className="soft truncate" title={showHiddenSigns(said.join(" · "))}>
        <ShownText text={said.join(" · ")} />
      </span>
      <span className="pane-spacer" />
      <span className="faint">{reviewStrings.ruleWas(rule)}</span>
      <span className="faint">
        <When at={at} />
      </span>
    </div>
  );
}

function EditBar({ desk }: { readonly desk: Desk }) {
  return (
    <div className="decision-bar">
      <span className="decision-consequence">{reviewStrings.editing}</span>
      <Button onClick={desk.stopEditing}>{reviewStrings.editStop}</Button>
      <Button
        variant="filled"
        disabled={desk.edits?.size === 0}
        onClick={() => desk.compose("save-edit", reviewStrings.editSummary(desk.proposal.summary))}
      >
        {reviewStrings.editSave}
      </Button>
    </div>
  );
}

function Consequence({ desk, holdsUp }: { readonly desk: Desk; readonly holdsUp: string | null }) {
  const text = ((): string => {
    switch (desk.step.kind) {
      case "assess":
        return desk.step.again ? reviewStrings.staleText : reviewStrings.assessFirst;
      case "derive":
        return reviewStrings.deriveTitle;
      case "nothing-taken":
        return reviewStrings.nothingTaken;
      case "approve":
      case "override":
        return holdsUp === null ? reviewStrings.ifRejected : reviewStrings.ifRejectedWaiting(holdsUp);
      case "none":
      case "assessing":
      case "reopen":
        return "";
    }
  })();
  return <span className="decision-consequence">{text}</span>;
}

/** About how many runs an assessment takes, and what they may cost. */
function usePlan({ session, assessment }: Proposal): string {
  const datasets = useQuery(datasetsQuery).data ?? [];
  const own = useQuery(maybeSessionQuery(session)).data;
  const size = datasets.find(({ name }) => name === own?.dataset)?.splits.validation ?? 0;
  const runs = assessment === null || assessment.n === 0 ? size : assessment.n;
  const cost = own?.isSimulated === true ? reviewStrings.costSimulated : costOf(assessment);
  return reviewStrings.assessPlan(formatCount(runs), cost);
}

function costOf(assessment: Proposal["assessment"]): string {
  return assessment === null ? reviewStrings.costUnknown : formatUsd(assessment.spend);
}

function Refusals({ desk, decisions }: { readonly desk: Desk; readonly decisions: Decisions }) {
  const { isBusy } = decisions;
  return (
    <>
      <Button disabled={isBusy} onClick={() => desk.compose("send-back")} rightSection={<Keys keys="C" />}>
        {reviewStrings.sendBack}
      </Button>
      <Menu position="top-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={reviewStrings.more} disabled={isBusy}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<Keys keys="E" />} onClick={desk.startEditing}>
            {reviewStrings.edit}
          </Menu.Item>
          <Menu.Item onClick={() => void decisions.defer()}>{reviewStrings.defer}</Menu.Item>
          <Menu.Item onClick={desk.takeEverything} disabled={desk.refused.size === 0}>
            {reviewStrings.takeEverything}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** The step that leads on: to approve only where there is evidence for it. */
function LeadButton({ desk, decisions }: { readonly desk: Desk; readonly decisions: Decisions }) {
  const { step, proposal, hunks } = desk;
  const { isBusy } = decisions;
  const plan = usePlan(proposal);
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
    case "assess":
      return (
        <>
          <ApproveOff />
          <Button variant="filled" onClick={() => void decisions.assess()}>
            {step.again ? reviewStrings.assessAgainPlan(plan) : reviewStrings.assessPlanned(plan)}
          </Button>
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
            onClick={() => {
              const { summary } = proposal;
              desk.compose("derive", reviewStrings.deriveSummary(summary, step.taken, step.total));
            }}
          >
            {reviewStrings.derive(step.taken, step.total)}
          </Button>
        </>
      );
    case "override":
      return (
        <Button disabled={isBusy} onClick={() => desk.compose("override")} rightSection={<Keys keys="A" />}>
          {reviewStrings.approveWithout}
        </Button>
      );
    case "approve":
      return (
        <Button
          variant="filled"
          loading={isBusy}
          onClick={() => void decisions.approve()}
          rightSection={<Keys keys="A" />}
        >
          {hunks.length === 0
            ? reviewStrings.approve
            : reviewStrings.approveHunks(hunks.length, hunks.length)}
        </Button>
      );
  }
}

/** Said rather than left out: approving is what it is all for, and why it is not possible is to be seen. */
function ApproveOff() {
  return (
    <Button disabled title={reviewStrings.approveOffTitle}>
      {reviewStrings.approve}
    </Button>
  );
}
