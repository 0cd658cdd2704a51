import { measuredRunsQuery, type Session } from "#renderer/features/improve/common/improve-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { textStrings } from "#renderer/text/words.ts";
import { listAnswered } from "#renderer/text/answered-by.ts";
import { allCalled } from "#renderer/text/all-called.ts";
import { formatCount, formatDoubts, formatDuration } from "#renderer/text/format.ts";
import { NEAR_CAP } from "#renderer/ui/near-cap.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import "./spend-meters.css";

type Meter = {
  readonly name: string;
  readonly value: string;
  readonly cap: string | null;
  /** Share of the cap that is used, null without a cap or where nobody knows. */
  readonly share: number | null;
  /** What to know about the figure, and whole where that is longer; null for nothing. */
  readonly note?: { readonly short: string; readonly whole: string | null } | null;
};

/** What was spent against its caps, and what came of it. */
export function SpendMeters({ session }: { readonly session: Session }) {
  const { proposals, commits } = session;
  const { runs = 0, onRecord = 0, answeredBy } = useQuery(measuredRunsQuery(session.session)).data ?? {};
  return (
    <div className="meters">
      <dl className="meters-list" aria-label={sessionStrings.budget}>
        {metersOf(session).map((meter) => (
          <MeterView key={meter.name} meter={meter} />
        ))}
      </dl>
      {onRecord === 0 ? null : (
        <span className="soft meters-record">
          {sessionStrings.onRecord(formatCount(onRecord), formatCount(runs))}
        </span>
      )}
      {answeredBy === undefined ? null : (
        <span className="soft meters-record">{sessionStrings.answeredBy(listAnswered(answeredBy))}</span>
      )}
      <span className="pane-spacer" />
      <div className="meters-outcome">
        <span className="soft">{sessionStrings.proposalsMade}</span>
        <span className="number">{proposals.made}</span>
        <span className="soft">{sessionStrings.byGate}</span>
        <Count meaning="good" count={proposals.accepted} word={sessionStrings.acceptedCount} />
        <Count meaning="bad" count={proposals.rejected} word={sessionStrings.rejectedCount} />
        <Count meaning="undecided" count={proposals.undecided} word={sessionStrings.undecidedCount} />
        <span className="soft">{sessionStrings.commits}</span>
        <span className="number">{commits}</span>
      </div>
    </div>
  );
}

type CountProps = {
  readonly meaning: "good" | "bad" | "undecided";
  readonly count: number;
  readonly word: string;
};

function Count({ meaning, count, word }: CountProps) {
  return (
    <Mark meaning={meaning} title={`${count} ${word}`}>
      <span className="number">{count}</span>
      <span className="visually-hidden">{word}</span>
    </Mark>
  );
}

function MeterView({ meter: { name, value, cap, share, note = null } }: { readonly meter: Meter }) {
  return (
    <div className={share !== null && share >= NEAR_CAP ? "meter meter-near" : "meter"}>
      <dt>{name}</dt>
      <dd>
        <span className="number">{value}</span>
        <span className="faint">{cap === null ? "" : sessionStrings.ofCap(cap)}</span>
        {note === null ? null : (
          <span className="faint" title={note.whole ?? undefined}>
            {note.short}
            {note.whole === null ? null : <span className="visually-hidden">: {note.whole}</span>}
          </span>
        )}
        {share === null ? null : (
          <meter min={0} max={1} value={Math.min(1, share)} aria-label={`${name}: ${value} ${cap ?? ""}`} />
        )}
      </dd>
    </div>
  );
}

function metersOf({ spend, caps, elapsedMs, isSimulated, isOwnMachine }: Session): readonly Meter[] {
  const all = allCalled(spend);
  const usd = spend.usdKnown ? all.usd : null;
  const doubts = formatDoubts(spend);
  const money = usd === null ? textStrings.unknown : `${usd.toFixed(2)} USD`;
  const origin = isSimulated ? uiStrings.simulated : isOwnMachine && usd === 0 ? uiStrings.ownMachine : null;
  const shareOf = (used: number | null, cap: number | undefined): number | null =>
    used === null || cap === undefined || cap === 0 ? null : used / cap;
  return [
    {
      name: sessionStrings.calls,
      value: formatCount(all.calls),
      cap: caps.maxCalls === undefined ? null : formatCount(caps.maxCalls),
      share: shareOf(all.calls, caps.maxCalls),
      note:
        spend.beyond === undefined
          ? null
          : { short: sessionStrings.beyond(formatCount(spend.beyond.calls)), whole: null },
    },
    {
      name: sessionStrings.tokens,
      value: formatTokens(all.tokens),
      cap: caps.maxTokens === undefined ? null : formatTokens(caps.maxTokens),
      share: shareOf(all.tokens, caps.maxTokens),
      note: doubts === null ? null : { short: sessionStrings.partlyCounted, whole: doubts },
    },
    {
      name: sessionStrings.money,
      value: origin === null ? money : `${money} (${origin})`,
      cap: caps.maxUsd === undefined ? null : `${caps.maxUsd.toFixed(2)} USD`,
      share: shareOf(all.usd, caps.maxUsd),
    },
    {
      name: sessionStrings.time,
      value: formatDuration(elapsedMs),
      cap: caps.maxSeconds === undefined ? null : formatDuration(caps.maxSeconds * 1000),
      share: shareOf(elapsedMs, caps.maxSeconds === undefined ? undefined : caps.maxSeconds * 1000),
    },
  ];
}

function formatTokens(tokens: number): string {
  if (tokens < 10_000) return formatCount(tokens);
  return tokens < 1_000_000 ? `${Math.round(tokens / 1000)} k` : `${(tokens / 1_000_000).toFixed(2)} M`;
}
