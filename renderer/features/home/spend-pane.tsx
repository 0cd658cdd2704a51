import { hrefTo } from "#renderer/app/route.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { formatCount, formatDuration, formatPlural, formatUsd } from "#renderer/ui/format.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { Pane } from "#renderer/ui/pane.tsx";
import { listCapUse, type CapKind, type CapUse } from "./cap-use.ts";
import { sumSpend } from "./home-queries.ts";

/** What the newest session used of its caps, and what all of them came to. Sessions come newest first. */
export function SpendPane({ sessions }: { readonly sessions: readonly SessionDocument[] }) {
  const [newest] = sessions;
  const total = sumSpend(sessions);
  const tools =
    newest?.isSimulated === true ? <Tag meaning="simulated">{uiStrings.simulated}</Tag> : undefined;
  return (
    <Pane id="spend" title={homeStrings.spend} tools={tools} className="home-spend">
      {newest === undefined ? null : (
        <>
          <h3 className="spend-title">
            <a className="link" href={hrefTo("improve", ["session", newest.session])}>
              {homeStrings.spendOf(newest.session)}
            </a>
          </h3>
          <dl className="spend-list">
            {listCapUse(newest).map((use) => (
              <SpendRow key={use.kind} use={use} />
            ))}
          </dl>
        </>
      )}
      <h3 className="spend-title">{homeStrings.spendAll(formatPlural(sessions.length, "session"))}</h3>
      <dl className="spend-list">
        <div className="spend-row">
          <dt>{homeStrings.caps.calls}</dt>
          <dd className="number">{formatCount(total.calls)}</dd>
        </div>
        <div className="spend-row">
          <dt>{homeStrings.caps.tokens}</dt>
          <dd className="number">{formatCount(total.inputTokens + total.outputTokens)}</dd>
        </div>
        <div className="spend-row">
          <dt>{homeStrings.caps.usd}</dt>
          <dd className="number">{formatUsd(total)}</dd>
        </div>
      </dl>
    </Pane>
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
            className={share !== null && share >= 0.8 ? "spend-meter spend-meter-near" : "spend-meter"}
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
  if (amount === null) return uiStrings.unknown;
  if (kind === "usd") return formatUsd({ usd: amount, usdKnown: true });
  return kind === "seconds" ? formatDuration(amount * 1000) : formatCount(amount);
}
