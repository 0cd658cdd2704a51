import { BranchTag } from "#renderer/navigation/branch-tag.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { allCalled } from "#renderer/text/all-called.ts";
import { textStrings } from "#renderer/text/words.ts";
import { formatCount, formatDoubts, formatDuration, formatPlural, formatUsd } from "#renderer/text/format.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { NEAR_CAP } from "#renderer/ui/near-cap.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { listCapUse, type CapKind, type CapUse } from "./cap-use.ts";
import { spentQuery, type Spent } from "./home-queries.ts";

/** What the newest session used of its caps, and what all of them came to. */
export function SpendPane({ newest }: { readonly newest: SessionDocument | undefined }) {
  const { queries } = useApp();
  const spent = useQuery(spentQuery);
  const tools =
    newest?.isSimulated === true ? <Tag meaning="simulated">{uiStrings.simulated}</Tag> : undefined;
  return (
    <Pane id="spend" title={homeStrings.spend} tools={tools} className="home-spend">
      {newest === undefined ? null : (
        <>
          <h3 className="spend-title">
            <a className="link" href={hrefTo("improve", ["session", newest.session])}>
              {homeStrings.spendOf(newest.session)}
            </a>{" "}
            <BranchTag branch={newest.branch} />
          </h3>
          <dl className="spend-list">
            {listCapUse(newest).map((use) => (
              <SpendRow key={use.kind} use={use} />
            ))}
          </dl>
        </>
      )}
      <Ready of={spent} rows={4} onRetry={() => queries.retry(spentQuery.key)}>
        {(all) => <AllSpent spent={all} />}
      </Ready>
    </Pane>
  );
}

function AllSpent({ spent: { sessions, runsByHand, spend } }: { readonly spent: Spent }) {
  const doubts = formatDoubts(spend);
  const { calls, tokens } = allCalled(spend);
  return (
    <>
      <h3 className="spend-title">
        {homeStrings.spendAll(
          formatPlural(sessions, "session"),
          runsByHand === 0 ? null : formatPlural(runsByHand, "run"),
        )}
      </h3>
      <dl className="spend-list">
        <div className="spend-row">
          <dt>{homeStrings.caps.calls}</dt>
          <dd className="number">{formatCount(calls)}</dd>
        </div>
        <div className="spend-row">
          <dt>{homeStrings.caps.tokens}</dt>
          <dd className="number">{formatCount(tokens)}</dd>
        </div>
        <div className="spend-row">
          <dt>{homeStrings.caps.usd}</dt>
          <dd className="number">{formatUsd(spend)}</dd>
        </div>
      </dl>
      {doubts === null ? null : <p className="spend-doubts">{doubts}</p>}
    </>
  );
}

function SpendRow({ use: { kind, used, cap, share } }: { readonly use: CapUse }) {
  const name = homeStrings.caps[kind];
  return (
    <div className="spend-row">
      <dt>{name}</dt>
      <dd>
        <span className="number">{formatAmount(kind, used)}</span>{" "}
        <span className="spend-cap">
          {cap === null ? homeStrings.noCap : homeStrings.ofCap(formatAmount(kind, cap))}
        </span>
        {cap === null ? null : (
          <span
            className={share !== null && share >= NEAR_CAP ? "spend-meter spend-meter-near" : "spend-meter"}
            role="meter"
            aria-label={name}
            aria-valuemin={0}
            aria-valuemax={cap}
            aria-valuenow={Math.min(used ?? 0, cap)}
          >
            <span style={{ width: `${Math.min(share ?? 0, 1) * 100}%` }} />
          </span>
        )}
      </dd>
    </div>
  );
}

function formatAmount(kind: CapKind, amount: number | null): string {
  if (amount === null) return textStrings.unknown;
  if (kind === "usd") return formatUsd({ usd: amount, usdKnown: true });
  return kind === "seconds" ? formatDuration(amount * 1000) : formatCount(amount);
}
