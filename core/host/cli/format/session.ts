import type { SessionDocument } from "#core/contract/sessions.ts";
import { formatAnsweredBy } from "./answered-by.ts";
import { formatHeadline } from "./headline.ts";
import { formatInterval, formatPercent, onBranch, shortId } from "./format.ts";
import { formatSpend } from "./spend.ts";
import { formatBeside } from "./beside.ts";
import { formatTrack } from "./track.ts";
import { formatWayOn } from "./way-on.ts";

/** Of the runs that a session's assessments rest on, those that were on record before it asked. */
export type MeasuredRuns = {
  readonly runs: number;
  readonly onRecord: number;
  /** How many calls of its runs each model answered, where several might. */
  readonly answeredBy?: Readonly<Record<string, number>> | undefined;
};

export function formatSession(session: SessionDocument, measured?: MeasuredRuns): string {
  const { proposals, test, unreadable } = session;
  return [
    `Session ${session.session}: ${session.optimizer} on ${session.agent} over ${session.dataset}, seed ${session.seed}${onBranch(session)}`,
    formatState(session),
    ...(session.goesOnAt === null ? [] : [`goes on by itself at ${session.goesOnAt}`]),
    ...formatWayOn(session),
    ...formatBeside(session),
    ...(unreadable === undefined ? [] : [`journal: ${unreadable.message}`]),
    `iteration ${session.iteration} of ${session.iterations}, ${session.commits} commits, head ${shortId(session.head)}`,
    ...(session.state === "stopped" ? [] : [`stages: ${formatTrack(session)}`]),
    `proposals: ${proposals.made} made, ${proposals.accepted} accepted by the gate, ${proposals.rejected} rejected, ${proposals.undecided} undecided`,
    ...(session.undecided.length === 0
      ? []
      : [
          `on the desk: ${session.undecided.join(", ")}, which you can approve or reject also when the session is over`,
        ]),
    `spent: ${formatSpend(session.spend, session)}`,
    ...(measured === undefined || measured.onRecord === 0
      ? []
      : [
          `${measured.onRecord} of the ${measured.runs} runs it measured by were on record already, and cost nothing here`,
        ]),
    ...(measured?.answeredBy === undefined
      ? []
      : [`calls of its runs answered by ${formatAnsweredBy(measured.answeredBy)}`]),
    `threads: ${session.workers ?? "what workspace.yaml says, else as many as the machine runs at once"}`,
    ...(session.decisionsSha256 === null ? [] : [`decisions: sha256 ${session.decisionsSha256}`]),
    ...(test === undefined
      ? []
      : [
          `sealed test before ${formatEstimate(test.before)}`,
          `sealed test after  ${formatEstimate(test.after)}`,
          `difference ${formatHeadline({ measure: "correct", effect: test.difference.value, interval: test.difference.interval, n: test.after.n })}`,
        ]),
  ].join("\n");
}

function formatState({ state, stopped }: SessionDocument): string {
  if (stopped === null) return state;
  const word = `${state}${stopped.by === state ? "" : ` (${stopped.by})`}`;
  // "paused: Paused." says nothing twice.
  const saysMore = !state.includes(stopped.detail.toLowerCase().replace(/\.$/, ""));
  return saysMore ? `${word}: ${stopped.detail}` : word;
}

type Estimate = NonNullable<SessionDocument["test"]>["before"];

function formatEstimate({ accuracy, interval, n }: Estimate): string {
  return `${formatPercent(accuracy)} ${formatInterval(interval)} fully right, n=${n}`;
}
