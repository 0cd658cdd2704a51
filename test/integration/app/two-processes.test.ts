import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ErrorReport } from "#core/base/app-error.ts";
import type { EventDocument } from "#core/contract/events.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { connect } from "#core/host/connection/connect.ts";
import { callsOf } from "#test/support/called.ts";
import { askSession, readDocument, runCli, startCli, type StartedCli } from "#test/support/cli-process.ts";
import { makeMarbleWorkspace, startArgs } from "#test/support/marble-cli.ts";
import { serveMarbles } from "#test/support/marble-workspace.ts";
import { outputName } from "#test/support/marble-model.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import { copyWorkspace, makeFolder } from "#test/support/test-workspace.ts";

/** Several processes, one after another, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let template: string;
let workspace: string;
let copies = 0;
let server: OpenAiServer;

beforeAll(async () => {
  template = await makeMarbleWorkspace(folder);
});
beforeEach(() => {
  copies += 1;
  workspace = copyWorkspace(template, join(folder, `copy-${copies}`));
});
afterEach(async () => server.close());
afterAll(remove);

function reportBug(error: unknown): void {
  throw error;
}

describe("a workspace that another process holds", () => {
  let running: StartedCli;
  /** The reflector is not answered, so the session stays where it is. */
  beforeEach(async () => {
    server = await serveMarbles({
      faults: (request) => (outputName(request) === "hypotheses" ? { type: "hang" } : null),
    });
    running = startCli(startArgs(workspace, server));
    for (let count = 1; !server.requests.some((request) => outputName(request) !== null); count += 1)
      await server.waitForRequests(count);
  });

  it("takes a pause from another command line: the session pauses there, and that command ends with it", async () => {
    const paused = await askSession(["pause", "1", "--workspace", workspace]);
    expect(paused).toMatchObject({ state: "paused", stopped: { by: "paused" }, operator: "reflect" });
    const own = readDocument<SessionDocument>(await running.finished, 0);
    expect(own).toMatchObject({ session: "1", state: "paused", decisionsSha256: paused.decisionsSha256 });
  });

  it("shows its events over the socket from the first one on, without a gap, and live ones as they come", async () => {
    const connection = await connect(workspace, reportBug);
    try {
      const left = new AbortController();
      const events = await connection.client.sessions.events({ after: 0 }, { signal: left.signal });
      const seen: EventDocument[] = [];
      for await (const event of events) {
        seen.push(event);
        if (event.kind !== "durable") continue;
        if (event.type === "operator-started" && event.body.operator === "reflect")
          await connection.client.sessions.hint({ session: "1", text: "From elsewhere." });
        if (event.type === "hint") break;
      }
      left.abort();
      const durable = seen.filter((event) => event.kind === "durable");
      expect(durable.map(({ prev }) => prev)).toEqual([0, ...durable.map(({ seq }) => seq).slice(0, -1)]);
      expect(durable.at(-1)?.body).toMatchObject({ text: "From elsewhere." });
      await connection.client.sessions.stop({ session: "1" });
    } finally {
      await connection.close();
    }
    const own = readDocument<SessionDocument>(await running.finished, 0);
    expect(own).toMatchObject({ state: "stopped", stopped: { by: "user" } });
  });

  it("refuses a second host, naming who holds it, and a second session", async () => {
    const { code, stdout } = await runCli(["serve", "--workspace", workspace, "--json"]);
    const { error } = JSON.parse(stdout) as { readonly error: ErrorReport };
    expect([code, error.code]).toEqual([1, "workspace-held"]);
    expect(error.message).toContain(`command line (process ${running.child.pid})`);

    const second = await runCli(startArgs(workspace, server));
    expect([second.code, JSON.parse(second.stdout)]).toMatchObject([1, { error: { code: "session-busy" } }]);
    await askSession(["stop", "1", "--workspace", workspace]);
    await running.finished;
  });
});

describe("what a session's command prints and exits with", () => {
  const ENDS: readonly (readonly [what: string, more: readonly string[], code: number, expected: object])[] =
    [
      ["a cap on calls", ["--max-calls", "20"], 0, { state: "stopped", stopped: { by: "cap" } }],
      ["a cap on tokens", ["--max-tokens", "9000"], 0, { state: "stopped", stopped: { by: "cap" } }],
      ["a cap on time", ["--max-seconds", "0.05"], 0, { state: "stopped", stopped: { by: "cap" } }],
      ["a decision to be made", ["--approve", "ask"], 0, { state: "waiting", stopped: { by: "waiting" } }],
    ];

  it.each(ENDS)("%s", async (_what, more, code, expected) => {
    server = await serveMarbles();
    const args = startArgs(workspace, server, more);
    const document = readDocument<SessionDocument>(await runCli(args), code, args);
    expect(document).toMatchObject(expected);
    expect(document.stopped?.detail).not.toBe("");
    // The fields that scripts rely on.
    expect(document).toMatchObject({
      session: "1",
      proposals: { made: expect.any(Number), accepted: expect.any(Number), rejected: 0, undecided: 0 },
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      spend: { calls: expect.any(Number), inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
      decisionsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("[B6] a price that nobody has said is refused before there is a session, with both remedies", async () => {
    server = await serveMarbles();
    const far = { baseUrl: server.baseUrl.replace("127.0.0.1", "0.0.0.0") };
    for (const more of [[], ["--max-usd", "1"]]) {
      const { code, stdout } = await runCli(startArgs(workspace, far, more));
      const { error } = JSON.parse(stdout) as { error: { code: string; hint: string } };
      expect([code, error.code]).toEqual([1, "price-unknown"]);
      expect(error.hint).toMatch(/prices: \{.*--unknown-price allow/);
    }
    expect(server.requests).toHaveLength(0);
    const allowed = startArgs(workspace, far, ["--unknown-price", "allow", "--max-calls", "20"]);
    expect(readDocument<SessionDocument>(await runCli(allowed), 0)).toMatchObject({ session: "1" });
  });

  it("a session that a cap ended goes on with a higher one, and the bill goes on, too", async () => {
    server = await serveMarbles();
    const capped = readDocument<SessionDocument>(
      await runCli(startArgs(workspace, server, ["--max-calls", "60", "--max-tokens", "90000000"])),
      0,
    );
    expect(callsOf(capped)).toBeLessThanOrEqual(60);
    expect(server.requests.length).toBeLessThanOrEqual(60);
    const end = await askSession(["resume", "1", "--max-calls", "5000", "--workspace", workspace]);
    expect(end).toMatchObject({
      stopped: { by: "iterations" },
      commits: 2,
      caps: { maxCalls: 5000, maxTokens: 90000000 },
    });
    expect(callsOf(end)).toBeGreaterThanOrEqual(server.requests.length);
    expect(callsOf(end)).toBeLessThanOrEqual(server.requests.length + 16);
  });
});
