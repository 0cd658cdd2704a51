import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToProposal } from "#renderer/features/improve/common/improve-route.ts";
import { Hypotheses } from "#renderer/features/improve/verdict/hypotheses.tsx";
import { markOf } from "#renderer/features/improve/verdict/verdict-words.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { proposalQuery } from "#renderer/store/shared-queries.ts";
import { improveStrings, sessionStrings } from "#renderer/strings/improve.ts";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./candidate-pane.css";

type CandidatePaneProps = { readonly proposal: ProposalRow | null; readonly isNow: boolean };

/** The change that is being measured, or was last, and why it was made. */
export function CandidatePane({ proposal, isNow }: CandidatePaneProps) {
  return (
    <Pane
      id="session-candidate"
      title={isNow ? sessionStrings.candidate : sessionStrings.candidateLast}
      tools={
        proposal === null ? null : (
          <>
            {proposal.status === "approved" ? null : <Tag meaning="neutral">{sessionStrings.notLive}</Tag>}
            <span className="pane-spacer" />
            <a className="link" href={hrefToProposal(proposal.id)}>
              {sessionStrings.openProposal}
            </a>
          </>
        )
      }
    >
      {proposal === null ? (
        <p className="session-none">{sessionStrings.candidateNone}</p>
      ) : (
        <Candidate proposal={proposal} />
      )}
    </Pane>
  );
}

function Candidate({ proposal }: { readonly proposal: ProposalRow }) {
  const detail = useQuery(proposalQuery(proposal.id)).data;
  const { meaning, text } = markOf(proposal);
  return (
    <div className="candidate">
      <div className="candidate-summary">
        <ShownText text={proposal.summary} />
      </div>
      <div className="candidate-facts">
        <span className="soft">{improveStrings.proposal(proposal.id)}</span>
        <Mark meaning={meaning}>{text}</Mark>
        <span className="mono soft truncate">{proposal.resources.join(", ")}</span>
      </div>
      {detail === undefined ? null : <Hypotheses hypotheses={detail.hypotheses} />}
    </div>
  );
}
