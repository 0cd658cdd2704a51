import { Button } from "@mantine/core";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { describeChip } from "#core/domain/proposal.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToProposal, hrefToSession } from "#renderer/features/improve/common/improve-route.ts";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { When } from "#renderer/ui/when.tsx";
import { tellOverride } from "#renderer/features/improve/verdict/override-words.ts";

type AfterDecisionProps = {
  readonly proposal: Proposal;
  /** The next one that needs a person; null where none does. */
  readonly next: ProposalRow | null;
};

/** At the foot of a proposal that is settled: what became of it, what came of that, and where to go on. */
export function AfterDecision({ proposal, next }: AfterDecisionProps) {
  return (
    <div className="decision-bar">
      <div className="decision-outcome">
        <Outcome proposal={proposal} />
      </div>
      <LeadOn proposal={proposal} next={next} />
    </div>
  );
}

function Outcome({ proposal }: { readonly proposal: Proposal }) {
  const { decision, status, supersededBy } = proposal;
  if (decision !== null && status !== "superseded")
    return <Decided proposal={proposal} decision={decision} />;
  if (status === "superseded") {
    return (
      <span>
        {reviewStrings.supersededText}{" "}
        {supersededBy === null ? null : (
          <a className="link" href={hrefToProposal(supersededBy)}>
            {improveStrings.proposal(supersededBy)}
          </a>
        )}
      </span>
    );
  }
  return (
    <span className="soft">
      {status === "refused" ? reviewStrings.refusedText : reviewStrings.failedText}
    </span>
  );
}

type DecidedProps = {
  readonly proposal: Proposal;
  readonly decision: NonNullable<Proposal["decision"]>;
};

function Decided({ proposal, decision }: DecidedProps) {
  const { kind, by, at, isOverride, reason, chips, rule } = decision;
  const said = [...chips.map((chip) => describeChip(chip)), reason].filter((part) => part !== "");
  return (
    <>
      <Mark meaning={kind === "approve" ? "good" : kind === "reject" ? "bad" : "neutral"}>
        {reviewStrings.decidedBy(reviewStrings.decisionKinds[kind], by.name)}
      </Mark>
      {isOverride ? <Mark meaning="undecided">{tellOverride(proposal.assessment).mark}</Mark> : null}
      <HeadMove commit={proposal.commit} />
      <span className="soft truncate" dir="auto" title={showHiddenSigns(said.join(" · "))}>
        <ShownText text={said.join(" · ")} />
      </span>
      <span className="faint">
        {by.kind === "person" || said.some((part) => part.includes(rule))
          ? null
          : `${reviewStrings.ruleWas(rule)} · `}
        <When at={at} />
      </span>
    </>
  );
}

function HeadMove({ commit }: Pick<Proposal, "commit">) {
  if (commit === null) return null;
  const { id, parent } = commit;
  return (
    <span className="decision-head">
      {reviewStrings.headWord}{" "}
      {parent === null ? null : (
        <>
          <CommitId id={parent} href={hrefTo("lineage", [parent])} /> →{" "}
        </>
      )}
      <CommitId id={id} href={hrefTo("lineage", [id])} />
    </span>
  );
}

function LeadOn({ proposal: { session }, next }: AfterDecisionProps) {
  if (next !== null) {
    return (
      <Button
        component="a"
        variant="filled"
        href={hrefToProposal(next.id)}
        title={showHiddenSigns(next.summary)}
      >
        {reviewStrings.reviewNext(next.id)}
      </Button>
    );
  }
  if (session === null) return null;
  return (
    <Button component="a" href={hrefToSession(session)}>
      {reviewStrings.toSession(session)}
    </Button>
  );
}
