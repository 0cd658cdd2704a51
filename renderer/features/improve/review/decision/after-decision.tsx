import { Button } from "@mantine/core";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { describeChip } from "#core/domain/proposal.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import {
  maybeSessionQuery,
  sessionQuery,
  type ProposalRow,
} from "#renderer/features/improve/common/improve-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { GROWING_MS, usePolling } from "#renderer/store/use-polling.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { DECIDED } from "./use-after-decision.ts";
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
  return (
    <>
      {session === null ? null : <Stranded session={session} />}
      <WayOn session={session} next={next} />
    </>
  );
}

/**
 * A session that waits though nobody has to decide anything, and that will not go on by itself: it was held back, or the
 * program ended before its time was over.
 */
function Stranded({ session }: { readonly session: string }) {
  const act = useAct();
  const document = useQuery(maybeSessionQuery(session)).data;
  // No event tells that it could not go on after all.
  usePolling(sessionQuery(session).key, {
    isOn: typeof document?.goesOnAt === "string",
    everyMs: GROWING_MS,
  });
  if (document?.isStranded !== true) return null;
  const goOn = async (): Promise<void> => {
    const done = await act(async (client) => await client.sessions.resume({ session }), DECIDED);
    if (!done.ok) toastProblem(done.error);
  };
  return (
    <>
      <span className="soft">{reviewStrings.waitsForNothing(session)}</span>
      <Button onClick={() => void goOn()}>{reviewStrings.letGoOn(session)}</Button>
    </>
  );
}

type WayOnProps = { readonly session: string | null; readonly next: ProposalRow | null };

function WayOn({ session, next }: WayOnProps) {
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
