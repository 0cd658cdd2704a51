import { describeStatus } from "#core/domain/proposal.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { hrefToProposal, hrefToSession } from "#renderer/features/improve/common/improve-route.ts";
import { BranchTag } from "#renderer/navigation/branch-tag.tsx";
import type { Proposal } from "#renderer/store/shared-queries.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { formatPercent } from "#renderer/text/format.ts";
import { When } from "#renderer/ui/when.tsx";
import { markOf } from "#renderer/features/improve/verdict/verdict-words.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

/** Which proposal this is, who made it, and from what. */
export function ProposalHead({ proposal }: { readonly proposal: Proposal }) {
  const { id, summary, author, session, iteration, origin, base, isStale, isInformed, createdAt } = proposal;
  const { nearly, supersededBy } = proposal;
  const { meaning, text } = markOf(proposal);
  return (
    <header className="review-head">
      <div className="review-title-line">
        <span className="review-id number">{id}</span>
        <h2 className="review-title" dir="auto" title={showHiddenSigns(summary)}>
          <ShownText text={summary} />
        </h2>
        {isStale ? (
          <>
            <Tag meaning="stale" title={improveStrings.staleTitle}>
              {improveStrings.stale}
            </Tag>
            <Tag meaning="neutral">{reviewStrings.was(text)}</Tag>
          </>
        ) : (
          <Tag meaning={meaning}>{text}</Tag>
        )}
        <BranchTag branch={proposal.branch} />
        {isInformed ? <Tag meaning="neutral">{reviewStrings.informed}</Tag> : null}
      </div>
      {isInformed ? <p className="review-informed soft">{reviewStrings.informedTitle}</p> : null}
      <div className="review-origin">
        <span>
          {author.kind === "optimizer"
            ? reviewStrings.byOptimizer(author.name)
            : reviewStrings.by(author.name)}
        </span>
        {session === null ? null : (
          <span>
            <a className="link" href={hrefToSession(session)}>
              {improveStrings.session(session)}
            </a>
            {iteration === 0 ? null : `, ${reviewStrings.iteration(iteration)}`}
          </span>
        )}
        {nearly === null ? null : (
          <span className="review-nearly">
            {reviewStrings.nearly(describeStatus(nearly.status), formatPercent(nearly.similarity))}{" "}
            <a className="link" href={hrefToProposal(nearly.proposal)}>
              {improveStrings.proposal(nearly.proposal)}
            </a>
          </span>
        )}
        {supersededBy === null ? null : (
          <a className="link" href={hrefToProposal(supersededBy)}>
            {reviewStrings.supersededBy(supersededBy)}
          </a>
        )}
        {origin === null ? null : (
          <a className="link" href={hrefToProposal(origin)}>
            {reviewStrings.derivedFrom(origin)}
          </a>
        )}
        <span>
          {reviewStrings.baseWord} <CommitId id={base} href={hrefTo("lineage", [base])} />
        </span>
        <span>{reviewStrings.resources(proposal.resources.length)}</span>
        <When at={createdAt} />
      </div>
    </header>
  );
}
