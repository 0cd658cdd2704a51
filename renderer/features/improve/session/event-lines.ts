import type { JsonObject } from "#core/base/json.ts";
import { describeStatus, PROPOSAL_STATUSES } from "#core/domain/proposal.ts";
import { OPERATORS, type Operator } from "#core/domain/session.ts";
import type { EventDocument } from "#core/contract/sessions.ts";
import { eventStrings } from "#renderer/strings/improve.ts";

export type DurableEvent = Extract<EventDocument, { kind: "durable" }>;
export type EventTopic = "step" | "proposal" | "gate" | "session";

export type EventLine = {
  readonly seq: number;
  readonly at: string;
  readonly topic: EventTopic;
  readonly text: string;
  readonly note: string;
  /** The proposal it is about. */
  readonly proposal: string | null;
};

/** What an event tells people; null for those that only keep the record gap-free. */
export function toEventLine(event: DurableEvent): EventLine | null {
  const told = tell(event);
  if (told === null) return null;
  const proposal = event.body["proposal"];
  return {
    seq: event.seq,
    at: event.at,
    ...told,
    note: told.note ?? "",
    proposal: typeof proposal === "string" ? proposal : null,
  };
}

type Told = { readonly topic: EventTopic; readonly text: string; readonly note?: string };

function tell({ type, body }: DurableEvent): Told | null {
  switch (type) {
    case "session-started":
      return {
        topic: "session",
        text: eventStrings.started,
        note: `${textOf(body, "agent")} · ${textOf(body, "dataset")}`,
      };
    case "session-state":
      return {
        topic: "session",
        text: eventStrings.states[textOf(body, "state")] ?? textOf(body, "state"),
        note: textOf(body, "detail"),
      };
    case "iteration-started":
      return { topic: "step", text: eventStrings.iteration(numberOf(body, "iteration")) };
    case "operator-started":
    // Belongs to no session.
    case "evaluated":
      return null;
    case "operator-finished":
      return tellStep(body);
    case "no-candidate":
      return { topic: "step", text: eventStrings.noCandidate, note: textOf(body, "reason") };
    case "model-unreached":
      return { topic: "session", text: eventStrings.unreached, note: textOf(body, "message") };
    case "proposal-created":
      return {
        topic: "proposal",
        text: eventStrings.proposed(textOf(body, "proposal")),
        note: [textOf(body, "summary"), tellNear(body)].filter((part) => part !== "").join(" · "),
      };
    case "proposal-status":
      return tellMove(body);
    case "assessment-finished":
      return {
        topic: "gate",
        text: eventStrings.verdict(textOf(body, "proposal"), textOf(body, "verdict")),
        note: eventStrings.after(numberOf(body, "n")),
      };
    case "decided":
      return {
        topic: "gate",
        text: eventStrings.decided(textOf(body, "proposal"), textOf(body, "kind")),
        note: [textOf(body, "by"), textOf(body, "reason")].filter((part) => part !== "").join(": "),
      };
    case "committed":
      return {
        topic: "gate",
        text: eventStrings.committed(textOf(body, "commit").slice(0, 7)),
        note: textOf(body, "message"),
      };
    case "hint":
      return { topic: "session", text: eventStrings.hint(textOf(body, "by")), note: textOf(body, "text") };
  }
}

/** What a finished step of each operator tells; null for those whose outcome an event of its own tells. */
const STEPS: Readonly<Record<Operator, ((body: JsonObject) => Told | null) | null>> = {
  act: (body) =>
    typeof body["items"] === "number"
      ? { topic: "step", text: eventStrings.acted(numberOf(body, "items"), numberOf(body, "correct")) }
      : null,
  reflect: (body) => {
    const causes = Array.isArray(body["hypotheses"]) ? body["hypotheses"] : [];
    return {
      topic: "step",
      text: eventStrings.reflected(causes.length),
      note: causes.map(String).join(" "),
    };
  },
  improve: (body) => {
    const summary = textOf(body, "summary");
    return summary === "" ? null : { topic: "step", text: eventStrings.improved, note: summary };
  },
  assess: null,
  decide: null,
  remember: null,
  report: null,
};

function tellStep(body: JsonObject): Told | null {
  const operator = OPERATORS.find((each) => each === body["operator"]);
  return operator === undefined ? null : (STEPS[operator]?.(body) ?? null);
}

/** A proposal moves along all the time; only what nobody asked for is told. */
function tellMove(body: JsonObject): Told | null {
  const because = textOf(body, "because");
  if (because === "") return null;
  const text = eventStrings.putBack(textOf(body, "proposal"), statusWord(textOf(body, "status")));
  return { topic: "proposal", text, note: because };
}

function tellNear(body: JsonObject): string {
  const nearly = textOf(body, "nearly");
  return nearly === "" ? "" : eventStrings.nearly(nearly, statusWord(textOf(body, "nearlyIs")));
}

function statusWord(status: string): string {
  const known = PROPOSAL_STATUSES.find((each) => each === status);
  return known === undefined ? "" : describeStatus(known);
}

function textOf(body: JsonObject, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}

function numberOf(body: JsonObject, name: string): number {
  const value = body[name];
  return typeof value === "number" ? value : 0;
}
