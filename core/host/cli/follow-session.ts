import type { EventDocument, SessionDocument } from "#core/contract/sessions.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";

/** Waits until a session no longer runs, telling its progress on standard error; returns what it came to. */
export async function followSession(
  client: WorkspaceClient,
  started: SessionDocument,
): Promise<SessionDocument> {
  const { session, asOf } = started;
  const stop = new AbortController();
  const events = await client.sessions.events({ session, after: asOf }, { signal: stop.signal });
  try {
    for await (const event of events) {
      tell(event);
      if (event.kind === "durable" && event.type === "session-state" && event.body["state"] !== "running")
        break;
    }
  } finally {
    stop.abort();
  }
  return client.sessions.show({ session });
}

function tell(event: EventDocument): void {
  const line = describe(event);
  if (line !== null) process.stderr.write(`${line}\n`);
}

function describe(event: EventDocument): string | null {
  if (event.kind !== "durable") return null;
  const { type, body } = event;
  const text = (key: string): string => String(body[key] as string | number | null);
  switch (type) {
    case "iteration-started":
      return `iteration ${text("iteration")}`;
    case "operator-finished":
      if (body["operator"] === "act" && body["items"] !== undefined) {
        return `  ran ${text("items")} train items, ${text("correct")} right`;
      }
      return null;
    case "proposal-created":
      return `  proposal ${text("proposal")}: ${text("summary")}`;
    case "assessment-finished":
      return `  ${text("verdict")} (${text("reason")}), n=${text("n")}`;
    case "committed":
      return `  committed ${text("commit").slice(0, 7)}`;
    case "session-state":
      return body["state"] === "running" ? null : `${text("state")}: ${text("detail")}`;
    default:
      return null;
  }
}
