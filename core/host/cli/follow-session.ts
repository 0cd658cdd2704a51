import { readSentEvent, type EventDocument } from "#core/contract/events.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { onStop } from "#core/host/web/terminal.ts";
import { formatEvent } from "./format/event.ts";
import { tell } from "./terminal.ts";

type Followed = { readonly session: SessionDocument; readonly wasAskedToStop: boolean };

/**
 * Waits until a session no longer runs, telling its progress on standard error; returns what it came to. The first
 * wish to stop pauses the session, which the caller is told; a second one ends the process the hard way.
 */
export async function followSession(client: WorkspaceClient, started: SessionDocument): Promise<Followed> {
  const { session, asOf } = started;
  let wasAskedToStop = false;
  const stop = new AbortController();
  const stopListening = onStop(() => {
    wasAskedToStop = true;
    pause(client, session);
  });
  const events = await client.sessions.events({ session, after: asOf }, { signal: stop.signal });
  try {
    for await (const sent of events) {
      const event = readSentEvent(sent);
      if (event === null) continue;
      // How it ended is what the command prints at last.
      if (isEnd(event)) {
        // What could not be written down stands in no document.
        if (event.kind === "passing" && event.type === "session-interrupted") tell(event.body.detail);
        break;
      }
      tellOf(event);
    }
  } finally {
    stopListening();
    stop.abort();
  }
  return { session: await client.sessions.show({ session }), wasAskedToStop };
}

function isEnd(event: EventDocument): boolean {
  if (event.kind === "passing") return event.type === "session-interrupted";
  return event.type === "session-state" && event.body.state !== "running";
}

/** The stream of its events tells when it is paused; what kept it from being paused shows there as well. */
function pause(client: WorkspaceClient, session: string): void {
  tell(`Pausing session ${session}…`);
  client.sessions.pause({ session }).catch(() => undefined);
}

function tellOf(event: EventDocument): void {
  const line = formatEvent(event);
  if (line !== null) tell(line);
}
