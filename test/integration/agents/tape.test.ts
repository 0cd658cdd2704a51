import { expect, it } from "vitest";
import { runAgent } from "#core/agents/run-agent.ts";
import { keepRun } from "#core/evaluation/run-item.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { RunTape } from "#core/domain/tape.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { calls, done, openBench, turn } from "#test/support/agent-bench.ts";
import { tapeOfSpans } from "#test/support/tape-of-spans.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();

const timeless = ({ texts, calls: made }: Pick<RunTape, "texts" | "calls">) => ({
  texts,
  calls: made.map(({ startUs: _start, endUs: _end, ...call }) => call),
});

function echoing(code: string): ToolContent {
  const parsed = parseContent("tool", {
    description: "Echoes.",
    type: "code",
    code,
    capabilities: [],
    effect: "pure",
    timeoutMs: 1000,
    inputSchema: { type: "object", properties: { at: { type: "integer" } }, required: ["at"] },
    examples: [],
    mask: [],
  });
  if (!parsed.ok || parsed.value.kind !== "tool") throw new Error("the fixture has no valid form");
  return parsed.value.content;
}

/** Texts that read as JSON, texts that do not, numbers that read as texts: each must come back as what it was. */
const RESULTS = ['"7"', "7", "[1]", "true", "", " 7 ", "seven", "{", "null"];

it("[R20] a run's tape holds every call and text, and its kept spans alone tell the same", async () => {
  const echo = `function run({ at }) { return [${[...RESULTS.map((text) => JSON.stringify(text)), "7", "null", "[1]"].join(", ")}][at]; }`;
  const asked = [...RESULTS.keys(), 9, 10, 11].map((at): readonly [string, { at: number }] => [
    "echo",
    { at },
  ]);
  await shared.serve({
    reply: (request) =>
      turn(request, [
        calls(...asked, ["nothing", {}], ["echo", "{"], ["echo", { at: "x" }], ["done", {}]),
        calls(["read_file", { path: "readme.txt" }], ["read_file", { path: "gone.txt" }], ["list_files", ""]),
        done("6"),
      ]),
  });
  const bench = openBench(shared.desk, shared.server);
  const solver = bench.prepare();
  const files = bench.view().get("environment/desk-files");
  const agent: PreparedAgent = {
    ...solver,
    tools: [...solver.tools, { key: "tool/echo", version: "v", content: echoing(echo) }],
    environments: [
      {
        key: "environment/desk-files",
        version: files.version,
        content: files.resource.content as EnvironmentContent,
      },
    ],
  };
  const task = { id: "taped", input: { question: "2*3" }, seed: 1, signal: new AbortController().signal };
  const { run, spans, tape } = await runAgent(bench.line, agent, task);
  expect(run.output).toBe("6");
  expect(timeless(tape).calls.map(({ path, outcome }) => [path, outcome])).toEqual([
    ...[...RESULTS, 7, null, [1]].map((value, at) => [`t/1/${at}`, { ok: true, value }]),
    ["t/2/0", { ok: true, value: { path: "readme.txt", text: expect.stringMatching(/^Notes/) } }],
    ["t/2/1", { ok: false, error: { code: "not-found", message: 'There is no file "gone.txt".' } }],
    ["t/2/2", { ok: true, value: { files: [{ path: "readme.txt", bytes: 49 }] } }],
    ["t/3/0", { ok: true, value: { accepted: true } }],
  ]);
  expect(tape.texts.map(({ path, resource, text }) => [path, resource, text])).toEqual([
    ["s/0", "environment/desk-files", "Files outlive a single step, but not the run."],
  ]);
  shared.desk.store.atomic(() =>
    keepRun(shared.desk.store, agent, { run, spans, tape, cacheKey: null, isSealed: false }),
  );
  expect(timeless(tapeOfSpans(shared.desk.store.traces.spans(run.trace)))).toEqual(timeless(tape));
  expect(shared.desk.store.tapes.find(run.id)).toEqual(tape);
});

const never = new AbortController().signal;

it("[T20] every answer is on the tape with what was asked, and letter for letter what left and came", async () => {
  await shared.serve({
    reply: (request) => turn(request, [done("6")]),
    faults: { 1: { type: "status", status: 503, body: '{"error":"busy"}' } },
  });
  const bench = openBench(shared.desk, shared.server);
  const { model } = bench.line;
  if ("answer" in model) throw new Error("the bench has a line of its own");
  // The tries of the program, without the waits between them.
  const retry: ModelLine["retry"] = async (attempt, { onRetry }) =>
    attempt().catch(async ({ message }: Error) => {
      onRetry(1, { why: message, delayMs: 0 });
      return attempt();
    });
  const { run, tape } = await runAgent({ ...bench.line, model: { ...model, retry } }, bench.prepare(), {
    id: "answers",
    input: { question: "2*3" },
    seed: 1,
    signal: never,
  });
  expect(run.error).toBeNull();
  const [answer, ...others] = tape.answers;
  expect(others).toEqual([]);
  expect(answer).toMatchObject({
    path: "m/1",
    outcome: { ok: true, turn: { toolCalls: [{ toolName: "done" }] } },
  });
  expect(answer?.asked.messages.at(-1)).toMatchObject({ role: "user" });
  expect(answer?.retries).toEqual([expect.stringContaining("503")]);
  expect(answer?.exchanges.map(({ status }) => status)).toEqual([503, 200]);
  expect(answer?.exchanges[0]).toMatchObject({ response: '{"error":"busy"}', encoding: "utf8" });
  const [, whole] = answer?.exchanges ?? [];
  expect(JSON.parse(whole?.request ?? "")).toEqual(shared.server.requests.at(-1)?.body);
  expect(whole?.response).toMatch(/^data: \{[\s\S]*data: \[DONE\]\s*$/);
});

it("[T20] a sealed run has no tape, and its exchanges are not even collected", async () => {
  await shared.serve({ reply: (request) => turn(request, [done("6")]) });
  const bench = openBench(shared.desk, shared.server);
  const agent = bench.prepare();
  const task = { id: "sealed", input: { question: "2*3" }, seed: 1, signal: never, isSealed: true };
  const { run, spans, tape } = await runAgent(bench.line, agent, task);
  expect(tape.answers.map(({ exchanges }) => exchanges)).toEqual([[]]);
  const { store } = shared.desk;
  store.atomic(() => keepRun(store, agent, { run, spans, tape, cacheKey: null, isSealed: true }));
  expect([store.tapes.has(run.id), store.tapes.find(run.id)]).toEqual([false, null]);
});
