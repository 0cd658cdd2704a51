import { useQuery } from "#renderer/store/app-context.ts";
import { proposalQuery } from "#renderer/store/shared-queries.ts";
import { lineageStrings } from "#renderer/strings/lineage.ts";
import { formatSigned } from "#renderer/text/format.ts";
import { formatHeadline } from "#renderer/ui/headline.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ProposalLink } from "./proposal-link.tsx";

/** Why a commit was accepted: the assessment and the decision of its proposal. */
export function CommitEvidence({ proposal }: { readonly proposal: string }) {
  const detail = useQuery(proposalQuery(proposal)).data;
  if (detail === undefined) return null;
  const { assessment, decision, session } = detail;
  return (
    <div className="inspector-evidence">
      <div className="soft">
        <ProposalLink id={proposal} />
        {session === null ? "" : ` · ${lineageStrings.session(session)}`}
        {decision === null ? "" : ` · ${lineageStrings.rule(decision.rule)}`}
      </div>
      {assessment === null || assessment.effect === null ? null : (
        <>
          <div className="number">{lineageStrings.assessed(formatHeadline(assessment))}</div>
          <div className="inspector-flips">
            <Mark meaning="good">{lineageStrings.better(assessment.up)}</Mark>
            <Mark meaning={assessment.down === 0 ? "neutral" : "bad"}>
              {lineageStrings.worse(assessment.down)}
            </Mark>
            {assessment.tokenChange === null ? null : (
              <span className="soft">
                {lineageStrings.tokens(formatSigned(assessment.tokenChange * 100))}
              </span>
            )}
          </div>
        </>
      )}
    </div>
  );
}
