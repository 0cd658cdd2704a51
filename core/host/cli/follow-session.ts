import type { EventType } from "#core/domain/event.ts";
import type { Operator } from "#core/domain/session.ts";
import type { EventDocument, SessionDocument } from "#core/contract/sessions.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { onStop } from "#core/host/web/terminal.ts";
import { tell } from "./terminal.ts";

/**
 * Waits until a session no longer runs, telling its progress on standard error; returns what it came to. The first
 * wish to stop pauses the session and makes the command fail; a second one ends the process the hard way.
 */
export async function followSession(
  client: WorkspaceClient,
  started: SessionDocument,
): Promise<SessionDocument> {
  const { session, asOf } = started;
  const stop = new AbortController();
  const stopListening = onStop(() => pause(client, session));
  const events = await client.sessions.events({ session, after: asOf }, { signal: stop.signal });
  try {
    for await (const event of events) {
      tellOf(event);
      if (isEnd(event)) break;
    }
  } finally {
    stopListening();
    stop.abort();
  }
  return client.sessions.show({ session });
}

function isEnd({ kind, type, body }: EventDocument): boolean {
  if (kind === "passing") return type === "session-interrupted";
  return type === "session-state" && body["state"] !== "running";
}

/** The stream of its events tells when it is paused; what kept it from being paused shows there as well. */
function pause(client: WorkspaceClient, session: string): void {
  process.exitCode = 1;
  client.sessions.pause({ session }).then(
    () => tell(`Session ${session} is interrupted; go on with \`session resume ${session}\`.`),
    () => undefined,
  );
}

function tellOf(event: EventDocument): void {
  const line = describe(event);
  if (line !== null) tell(line);
}

type Text = (key: string) => string;

/** What a terminal tells of a step of each operator that is done; null for those whose outcome an event of its own tells. */
const STEPS: Readonly<Record<Operator, ((text: Text) => string | null) | null>> = {
  act: (text) =>
    text("items") === "" ? null : `  ran ${text("items")} train items, ${text("correct")} right`,
  reflect: null,
  improve: null,
  assess: null,
  decide: null,
  remember: null,
  report: null,
};

/** What a terminal tells of an event; the others say nothing there. */
const LINES: Partial<Record<EventType, (text: Text) => string | null>> = {
  "iteration-started": (text) => `iteration ${text("iteration")}`,
  "operator-finished": (text) => STEPS[text("operator") as Operator]?.(text) ?? null,
  "no-candidate": (text) => `  no candidate: ${text("reason")}`,
  "model-unreached": (text) => `  model out of reach: ${text("message")}`,
  "proposal-created": (text) => `  proposal ${text("proposal")}: ${text("summary")}`,
  "assessment-finished": (text) => `  ${text("verdict")} (${text("reason")}), n=${text("n")}`,
  committed: (text) => `  committed ${text("commit").slice(0, 7)}`,
  "session-state": (text) => (text("state") === "running" ? null : `${text("state")}: ${text("detail")}`),
};

function describe(event: EventDocument): string | null {
  if (event.kind !== "durable") return null;
  const text = (key: string): string => {
    const value = event.body[key];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  return LINES[event.type]?.(text) ?? null;
}
