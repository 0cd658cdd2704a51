import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { formatSession } from "#core/host/cli/format/session.ts";
import {
  makeMarbleTemplate,
  serveMarbles,
  startMarbles,
  type MarbleTemplate,
} from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { openTestWorkspace, waitForEnd, type TestWorkspace } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let marbles: MarbleTemplate;
let desk: TestWorkspace;
let server: OpenAiServer;
/** A session of two iterations, paused after the first one's decision. */
let paused: SessionDocument;

beforeAll(async () => {
  server = await serveMarbles();
  marbles = await makeMarbleTemplate();
  desk = openTestWorkspace(marbles.template);
  const { client } = desk;
  const { session } = await startMarbles(desk, server, { iterations: 2 });
  await client.sessions.pause({ session });
  do {
    paused = await waitForEnd(client, await client.sessions.step({ session }));
  } while (paused.commits === 0);
  await desk.close();
});

beforeEach(() => {
  desk = marbles.openCopy();
  return async () => {
    await desk.close();
  };
});

afterAll(async () => {
  await server.close();
  marbles.remove();
});

/** Writes what stands in a place of the journal, as another program or a fault would. */
async function rewrite(path: string, output: (found: string) => string): Promise<void> {
  await desk.close();
  withRaw(join(desk.folder, "workspace.sqlite"), (db) => {
    const found = db.prepare("SELECT output FROM journal WHERE session = ? AND path = ?").pluck();
    const before = found.get(paused.session, path) as string;
    db.prepare("UPDATE journal SET output = ? WHERE session = ? AND path = ?").run(
      ...[output(before), paused.session, path],
    );
  });
  desk = openTestWorkspace(desk.folder);
}

describe("[T12] a journal that this program cannot read", () => {
  it("stops the session by name before anything is asked of a model; it and its proposals are shown", async () => {
    await rewrite("1/act/minibatch", () => '{"runs":[]}');
    const asked = server.requests.length;
    const { client } = desk;
    const end = await waitForEnd(client, await client.sessions.resume({ session: paused.session }));
    expect(end).toMatchObject({ state: "stopped", stopped: { by: "error" }, commits: 1 });
    expect(end.stopped?.detail).toMatch(
      /^What session 1 noted at 1\/act\/minibatch is nothing that .*a check of the workspace/,
    );
    expect(server.requests.length).toBe(asked);
    expect(await client.proposals.show({ id: "1" })).toMatchObject({
      status: "approved",
      hypotheses: [{ citations: [] }],
    });
  });

  it("of whose decisions no hash can be told has none, and says what is unreadable", async () => {
    await rewrite("1/decide", (found) => found.replace('"verdict":"accept"', '"verdict":"maybe"'));
    const { client } = desk;
    const shown = await client.sessions.show({ session: paused.session });
    expect(shown).toMatchObject({ state: "paused", decisionsSha256: null });
    expect(shown.unreadable).toMatchObject({
      code: "journal-unreadable",
      message: expect.stringContaining("1/decide") as string,
    });
    expect(formatSession(shown)).toContain("journal: What session 1 noted at 1/decide");
    const end = await waitForEnd(client, await client.sessions.resume({ session: paused.session }));
    expect(end).toMatchObject({ state: "stopped", stopped: { by: "error" }, decisionsSha256: null });
  });
});

it("[T12] a journal of an older program is gone on with as before", async () => {
  const { client } = desk;
  const whole = await waitForEnd(client, await client.sessions.resume({ session: paused.session }));
  await desk.close();
  desk = marbles.openCopy();
  await rewrite("1/act/base", (found) => JSON.stringify((JSON.parse(found) as { head: string }).head));
  const older = await waitForEnd(desk.client, await desk.client.sessions.resume({ session: paused.session }));
  expect(older).toMatchObject({ state: "stopped", decisionsSha256: whole.decisionsSha256, iteration: 2 });
});
