import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { callsOf } from "#test/support/called.ts";
import { askCli, askSession, readDocument, runCli, startCli } from "#test/support/cli-process.ts";
import { makeMarbleWorkspace, startArgs } from "#test/support/marble-cli.ts";
import { outputName } from "#test/support/marble-model.ts";
import { serveMarbles } from "#test/support/marble-workspace.ts";
import type { OpenAiServer, ServerRequest } from "#test/support/openai-server.ts";
import { copyWorkspace, makeFolder } from "#test/support/test-workspace.ts";

/** Calls that may be in flight at one moment: both arms of an assessment. */
const IN_FLIGHT = 8;

/** Several processes, one after another, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let template: string;
let whole: SessionDocument;

beforeAll(async () => {
  template = await makeMarbleWorkspace(folder);
  const server = await serveMarbles();
  const args = startArgs(copyWorkspace(template, join(folder, "whole")), server);
  whole = readDocument<SessionDocument>(await runCli(args), 0, args);
  await server.close();
  expect(whole).toMatchObject({ state: "stopped", stopped: { by: "iterations" }, commits: 2 });
});
afterAll(remove);

const isNth =
  (wanted: string, count: number) =>
  (server: OpenAiServer): boolean =>
    server.requests.filter((request) => (outputName(request) ?? "agent") === wanted).length === count;

const MOMENTS: readonly (readonly [when: string, name: string, isNow: (server: OpenAiServer) => boolean])[] =
  [
    ["the first assessment", "assess", isNth("agent", 70)],
    ["the improver's call of the second iteration", "improve", isNth("edit", 2)],
  ];

it.each(MOMENTS)(
  "killed with SIGKILL during %s, a session resumes to the same decisions, and pays for nothing answered again",
  async (_when, name, isNow) => {
    const workspace = copyWorkspace(template, join(folder, name));
    // Answers nothing from the moment of the kill until the process is gone.
    let holding: { readonly server: OpenAiServer; readonly kill: () => void } | null = null;
    let isKilled = false;
    const server = await serveMarbles({
      faults: () => {
        if (isKilled || holding === null || !isNow(holding.server)) return null;
        holding.kill();
        return { type: "hang" };
      },
    });
    try {
      const { child, finished } = startCli(startArgs(workspace, server));
      holding = {
        server,
        kill: () => {
          child.kill("SIGKILL");
        },
      };
      expect((await finished).code).toBeNull();
      isKilled = true;
      const shown = await askSession(["show", "1", "--workspace", workspace]);
      expect(shown).toMatchObject({ state: "interrupted", stopped: null, operator: name });

      const end = await askSession(["resume", "1", "--workspace", workspace]);
      expect(end.decisionsSha256).toBe(whole.decisionsSha256);
      expect(end).toMatchObject({ state: "stopped", stopped: { by: "iterations" }, commits: 2 });
      expect(await askCli(["verify", "--workspace", workspace])).toMatchObject({ ok: true });

      const asked = server.requests.map(({ body }: ServerRequest) => JSON.stringify(body));
      // Twice is asked what the kill, or the end of an assessment, left unanswered.
      expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(2 * IN_FLIGHT);
      // Every request is in the bill; what was cancelled on its way may be, too.
      expect(callsOf(end)).toBeGreaterThanOrEqual(asked.length);
      expect(callsOf(end)).toBeLessThanOrEqual(asked.length + 2 * IN_FLIGHT);
      // [R24] What was taken counts once, on either side of the kill.
      const { calls, reservedCalls = 0 } = end.spend;
      expect(calls - reservedCalls).toBe(whole.spend.calls);
    } finally {
      await server.close();
    }
  },
);
