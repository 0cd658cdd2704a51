import type { DurableBodies, DurableDocument } from "#core/contract/events.ts";
import type { EventBody } from "#core/domain/events/event-bodies.ts";
import type { UnknownEvent } from "#core/domain/events/event.ts";
import type { FinishedBody } from "#core/domain/events/step-bodies.ts";
import { describeStatus } from "#core/domain/proposal.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { Operator } from "#core/domain/session.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { eventStrings } from "#renderer/strings/improve.ts";
import { saysNoMore } from "#renderer/features/improve/common/tell-state.ts";

export type EventTopic = "step" | "proposal" | "gate" | "session";

/** What an event says, in words. */
type Words = {
  readonly topic: EventTopic;
  readonly text: string;
  readonly note?: string;
  /** The proposal it is about. */
  readonly proposal?: string | undefined;
};

export type EventLine = Required<Omit<Words, "proposal">> & {
  readonly seq: number;
  readonly at: string;
  readonly proposal: string | null;
};

/** What an event tells people; null for those that only keep the record gap-free. */
export function toEventLine(event: DurableDocument): EventLine | null {
  const words = tell(event.type, event.body);
  if (words === null) return null;
  const { topic, text, note = "", proposal = null } = words;
  return { seq: event.seq, at: event.at, topic, text, note, proposal };
}

function tell<T extends DurableDocument["type"]>(type: T, body: DurableBodies[T]): Words | null {
  const line: (body: DurableBodies[T]) => Words | null = LINES[type];
  return line(body);
}

const silent = (): null => null;

/** Total over the events there are: a new one does not compile until it is said what it tells, if anything. */
const LINES: { readonly [T in DurableDocument["type"]]: (body: DurableBodies[T]) => Words | null } = {
  "session-started": ({ agent, dataset, branch }) => ({
    topic: "session",
    text: eventStrings.started,
    note: [agent, dataset, ...(branch === MAIN_BRANCH ? [] : [branchStrings.on(branch)])].join(" · "),
  }),
  "session-state": ({ state, detail }) => {
    const text = eventStrings.states[state];
    return { topic: "session", text, note: saysNoMore(text, detail) ? "" : detail };
  },
  "iteration-started": ({ iteration }) => ({ topic: "step", text: eventStrings.iteration(iteration) }),
  "operator-started": silent,
  "operator-finished": tellStep,
  "no-candidate": ({ reason }) => ({ topic: "step", text: eventStrings.noCandidate, note: reason }),
  "model-unreached": ({ message }) => ({ topic: "session", text: eventStrings.unreached, note: message }),
  "proposal-created": tellProposal,
  "proposal-status": tellMove,
  "assessment-finished": ({ proposal, verdict, n }) => ({
    topic: "gate",
    text: eventStrings.verdict(proposal, verdict),
    note: eventStrings.after(n),
    proposal,
  }),
  decided: ({ proposal, kind, by, reason }) => ({
    topic: "gate",
    text: eventStrings.decided(proposal, kind),
    note: [by, reason].filter((part) => part !== "").join(": "),
    proposal,
  }),
  committed: ({ commit, message, proposal }) => ({
    topic: "gate",
    text: eventStrings.committed(commit.slice(0, 7)),
    note: message,
    proposal,
  }),
  hint: ({ by, text }) => ({ topic: "session", text: eventStrings.hint(by), note: text }),
  // These belong to no session.
  "branch-created": silent,
  "branch-switched": silent,
  "tag-moved": silent,
  evaluated: silent,
  embedded: silent,
  imported: silent,
  "dataset-changed": silent,
  unknown: tellUnknown,
};

type StepBody<O extends Operator> = Extract<FinishedBody, { readonly operator: O }>;

/** What each operator's step tells; a step that only noted something down has nothing to tell. */
const STEPS: { readonly [O in Operator]: (body: StepBody<O>) => Words | null } = {
  act: ({ items, correct }) =>
    items === undefined ? null : { topic: "step", text: eventStrings.acted(items, correct) },
  reflect: ({ hypotheses }) =>
    hypotheses === undefined
      ? null
      : { topic: "step", text: eventStrings.reflected(hypotheses.length), note: hypotheses.join(" ") },
  improve: ({ summary }) =>
    summary === undefined || summary === ""
      ? null
      : { topic: "step", text: eventStrings.improved, note: summary },
  // Each of these has events of its own.
  assess: silent,
  decide: silent,
  remember: silent,
  report: silent,
};

function tellStep(body: FinishedBody): Words | null {
  const line = STEPS[body.operator] as (body: FinishedBody) => Words | null; // The row of this very operator.
  return line(body);
}

function tellProposal({ proposal, summary, nearly, nearlyIs }: EventBody<"proposal-created">): Words {
  const near =
    nearly === undefined || nearlyIs === undefined
      ? []
      : [eventStrings.nearly(nearly, describeStatus(nearlyIs))];
  return {
    topic: "proposal",
    text: eventStrings.proposed(proposal),
    note: [summary, ...near].filter((part) => part !== "").join(" · "),
    proposal,
  };
}

/** A proposal moves along all the time; only what nobody asked for is told. */
function tellMove({ proposal, status, because }: EventBody<"proposal-status">): Words | null {
  if (because === undefined) return null;
  return {
    topic: "proposal",
    text: eventStrings.putBack(proposal, describeStatus(status)),
    note: because,
    proposal,
  };
}

/** What this program cannot read happened all the same. */
function tellUnknown({ type, because }: UnknownEvent["body"]): Words {
  return { topic: "session", text: eventStrings.unknown(type), note: eventStrings.unknownBecause[because] };
}
