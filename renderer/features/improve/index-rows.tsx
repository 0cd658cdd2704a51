import { improveStrings } from "#renderer/strings/improve.ts";
import { formatEffectInterval, formatUsd } from "#renderer/text/format.ts";
import { formatFlips, formatHeadline } from "#renderer/ui/headline.ts";
import { Mark, Tag } from "#renderer/ui/mark.tsx";
import { When } from "#renderer/ui/when.tsx";
import { BranchTag } from "#renderer/navigation/branch-tag.tsx";
import type { ProposalRow, SessionRow } from "./common/improve-queries.ts";
import { hrefToProposal, hrefToSession } from "./common/improve-route.ts";
import { markOf } from "./verdict/verdict-words.ts";
import { markSession } from "./common/tell-state.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

/** A younger row is told apart by its number. */
const HOUR_MS = 3_600_000;

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
        <BranchTag branch={row.branch} />
        <span className="improve-row-when">
          <When at={row.startedAt} fromMs={HOUR_MS} />
        </span>
      </a>
    </li>
  );
}

type ProposalIndexRowProps = { readonly row: ProposalRow; readonly isShown: boolean };

export function ProposalIndexRow({ row, isShown }: ProposalIndexRowProps) {
  const { meaning, text } = markOf(row);
  const alike = row.alike ?? null;
  return (
    <li>
      <a
        className={`improve-row improve-row-proposal${alike === null ? "" : " improve-row-of-kind"}`}
        href={hrefToProposal(row.id)}
        data-proposal={row.id}
        {...(isShown ? { "aria-current": "page" as const } : {})}
      >
        <span className="improve-row-line">
          <span className="number improve-row-id">{row.id}</span>
          {row.isStale ? (
            <Tag meaning="stale" title={improveStrings.staleTitle}>
              {improveStrings.stale}
            </Tag>
          ) : (
            <Mark meaning={meaning}>{text}</Mark>
          )}
          <BranchTag branch={row.branch} />
          <span className="improve-row-when">
            <When at={row.createdAt} fromMs={HOUR_MS} />
          </span>
        </span>
        <span className="improve-row-title" dir="auto" title={showHiddenSigns(row.summary)}>
          <ShownText text={row.summary} />
        </span>
        <Measured row={row} />
        {alike === null ? null : <span className="improve-row-alike">{improveStrings.alike(alike)}</span>}
      </a>
    </li>
  );
}

/** The figures that the verdict rests on, and what it cost where that is something. */
function Measured({ row }: { readonly row: ProposalRow }) {
  const { measure, effect, interval, spend } = row;
  const isDear = spend !== null && (!spend.usdKnown || spend.usd !== 0);
  if ((effect === null || interval === null) && !isDear) return null;
  return (
    <span className="improve-row-line improve-row-measured">
      {effect === null || interval === null ? null : (
        <span className="number" title={`${formatHeadline(row)}; ${formatFlips(row)}`}>
          {formatEffectInterval(effect, interval)}{" "}
          {measure === null ? null : (
            <span className="improve-row-measure">{improveStrings.measures[measure]}</span>
          )}
        </span>
      )}
      {isDear ? (
        <span className="number improve-row-cost" title={improveStrings.assessmentCost}>
          {formatUsd(spend)}
        </span>
      ) : null}
    </span>
  );
}
