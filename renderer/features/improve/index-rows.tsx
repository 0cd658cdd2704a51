import { improveStrings } from "#renderer/strings/improve.ts";
import { formatUsd } from "#renderer/ui/format.ts";
import { formatFlips, formatHeadline } from "#renderer/ui/headline.ts";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { When } from "#renderer/ui/when.tsx";
import type { ProposalRow, SessionRow } from "./improve-queries.ts";
import { hrefToProposal, hrefToSession } from "./improve-route.ts";
import { markOf } from "./review/verdict-words.ts";
import { markSession } from "./session/tell-state.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type SessionIndexRowProps = { readonly row: SessionRow; readonly isShown: boolean };

export function SessionIndexRow({ row, isShown }: SessionIndexRowProps) {
  const { meaning, text } = markSession(row);
  return (
    <li>
      <a
        className="improve-row improve-row-session"
        href={hrefToSession(row.session)}
        {...(isShown ? { "aria-current": "page" as const } : {})}
      >
        <span className="improve-row-name">{improveStrings.session(row.session)}</span>
        <Mark meaning={meaning}>{text}</Mark>
        <span className="improve-row-when">
          <When at={row.startedAt} />
        </span>
      </a>
    </li>
  );
}

type ProposalIndexRowProps = { readonly row: ProposalRow; readonly isShown: boolean };

export function ProposalIndexRow({ row, isShown }: ProposalIndexRowProps) {
  const { meaning, text } = markOf(row);
  return (
    <li>
      <a
        className="improve-row improve-row-proposal"
        href={hrefToProposal(row.id)}
        data-proposal={row.id}
        {...(isShown ? { "aria-current": "page" as const } : {})}
      >
        <span className="improve-row-line">
          <span className="number improve-row-id">{row.id}</span>
          {row.effect === null ? null : (
            <span className="number improve-row-effect" title={formatHeadline(row)}>
              {formatFlips(row)}
            </span>
          )}
          {row.isStale ? (
            <Tag meaning="stale" title={improveStrings.staleTitle}>
              {improveStrings.stale}
            </Tag>
          ) : (
            <Mark meaning={meaning}>{text}</Mark>
          )}
          <span className="improve-row-when">
            <When at={row.createdAt} />
          </span>
        </span>
        <span className="improve-row-line improve-row-second">
          <span className="truncate" dir="auto" title={showHiddenSigns(row.summary)}>
            <ShownText text={row.summary} />
          </span>
          {row.spend === null ? null : (
            <span className="number improve-row-cost" title={improveStrings.assessmentCost}>
              {formatUsd(row.spend)}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}
