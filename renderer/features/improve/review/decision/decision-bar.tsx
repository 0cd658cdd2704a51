import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Keys } from "#renderer/navigation/keys.tsx";
import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { AfterDecision } from "./after-decision.tsx";
import { LeadButton } from "./lead-button.tsx";
import { ReasonComposer } from "./reason-composer.tsx";
import { mayEdit, mayRefuse, mayReject } from "#renderer/features/improve/review/choice/next-step.ts";
import type { Decisions } from "./use-decisions.ts";
import type { Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import "./decision-bar.css";

type DecisionBarProps = {
  readonly desk: Desk;
  readonly decisions: Decisions;
  readonly holdsUp: string | null;
  /** What needs a person after this one. */
  readonly next: ProposalRow | null;
};

/** At the foot of the desk: what follows from a refusal, and what can be done. Focus never starts here. */
export function DecisionBar({ desk, decisions, holdsUp, next }: DecisionBarProps) {
  const { proposal, composer, edits } = desk;
  return (
    <footer className="decision">
      {composer !== null ? (
        <ReasonComposer desk={desk} decisions={decisions} composer={composer} />
      ) : desk.step.kind === "none" ? (
        <AfterDecision proposal={proposal} next={next} />
      ) : edits !== null ? (
        <EditBar desk={desk} />
      ) : (
        <div className="decision-bar">
          <Consequence desk={desk} holdsUp={holdsUp} />
          {mayReject(proposal) ? (
            <Button
              disabled={decisions.isBusy}
              onClick={() => desk.compose("reject")}
              rightSection={<Keys of="review-reject" />}
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
        return desk.step.again ? "" : reviewStrings.assessFirst;
      case "obstacle":
        return reviewStrings.obstacleText(desk.proposal.obstacle ?? "");
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

function Refusals({ desk, decisions }: { readonly desk: Desk; readonly decisions: Decisions }) {
  const { isBusy } = decisions;
  return (
    <>
      <Button
        disabled={isBusy}
        onClick={() => desk.compose("send-back")}
        rightSection={<Keys of="review-comment" />}
      >
        {reviewStrings.sendBack}
      </Button>
      <Menu position="top-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={reviewStrings.more} disabled={isBusy}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            rightSection={<Keys of="review-edit" />}
            onClick={desk.startEditing}
            disabled={!mayEdit(desk.proposal, desk.parts)}
          >
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
