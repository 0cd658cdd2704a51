import { readSentEvent, type DurableDocument, type EventDocument } from "#core/contract/events.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
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
    for await (const sent of events) {
      const event = readSentEvent(sent);
      if (event === null) continue;
      tellOf(event);
      if (isEnd(event)) break;
    }
  } finally {
    stopListening();
    stop.abort();
  }
  return client.sessions.show({ session });
}

function isEnd(event: EventDocument): boolean {
  if (event.kind === "passing") return event.type === "session-interrupted";
  return event.type === "session-state" && event.body.state !== "running";
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

type Bodies = { readonly [E in DurableDocument as E["type"]]: E["body"] };

const silent = (): null => null;

/** What a terminal tells of each event; those that say nothing there are listed as well. */
const LINES: { readonly [T in DurableDocument["type"]]: (body: Bodies[T]) => string | null } = {
  "session-started": silent,
  "session-state": ({ state, detail }) => (state === "running" ? null : `${state}: ${detail}`),
  "iteration-started": ({ iteration }) => `iteration ${iteration}`,
  "operator-started": silent,
  "operator-finished": (body) =>
    body.operator === "act" && body.items !== undefined
      ? `  ran ${body.items} train items, ${body.correct} right`
      : null,
  "no-candidate": ({ reason }) => `  no candidate: ${reason}`,
  "model-unreached": ({ message }) => `  model out of reach: ${message}`,
  "proposal-created": ({ proposal, summary }) => `  proposal ${proposal}: ${summary}`,
  "proposal-status": silent,
  "assessment-finished": ({ verdict, reason, n }) => `  ${verdict} (${reason}), n=${n}`,
  decided: silent,
  committed: ({ commit }) => `  committed ${commit.slice(0, 7)}`,
  hint: silent,
  evaluated: silent,
  unknown: ({ type, because }) => `  event “${type}”: ${UNKNOWN[because]}`,
};

const UNKNOWN = {
  type: "this program does not know events of this kind",
  body: "this program cannot read what it says",
} as const;

function describe(event: EventDocument): string | null {
  return event.kind === "durable" ? lineOf(event.type, event.body) : null;
}

function lineOf<T extends DurableDocument["type"]>(type: T, body: Bodies[T]): string | null {
  const line: (body: Bodies[T]) => string | null = LINES[type];
  return line(body);
}
