import { openWorkspace } from "#core/app/workspace/workspace.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";

/**
 * A session whose every proposal is approved, whatever its assessment says: a person of the proof's overrides the
 * gate each time, one step at a time. The product itself has no policy that could do this.
 */
async function runUngated(
  client: WorkspaceClient,
  { seed, iterations }: { readonly seed: number; readonly iterations: number },
): Promise<SessionDocument> {
  const started = await client.sessions.start({ seed, iterations, approve: "ask", report: "test" });
  const { session } = started;
  await client.sessions.pause({ session });
  for (;;) {
    for (const { id } of await client.proposals.list({ status: "waiting", session })) {
      await client.proposals.approve({ id, override: "Everything is approved here." });
    }
    const after = await step(client, session);
    if (after.state === "stopped") return after;
  }
}

async function step(client: WorkspaceClient, session: string): Promise<SessionDocument> {
  const { asOf } = await client.sessions.step({ session });
  const left = new AbortController();
  const events = await client.sessions.events({ session, after: asOf }, { signal: left.signal });
  for await (const event of events) {
    const isEnd = event.kind === "durable" && event.type === "session-state";
    if (isEnd && event.body.state !== "running") break;
  }
  left.abort();
  return client.sessions.show({ session });
}

const [folder = "", seed = "", iterations = ""] = process.argv.slice(2);
const opened = openWorkspace({
  folder,
  host: "proof",
  reportBug: (error) => console.error(error),
  secrets: { find: () => null },
});
const workspace = assertDefined(opened, `the workspace in ${folder}`);
const document = await runUngated(workspace.client, { seed: Number(seed), iterations: Number(iterations) });
await workspace.close();
console.log(JSON.stringify(document));
