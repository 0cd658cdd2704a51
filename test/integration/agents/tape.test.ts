import { expect, it } from "vitest";
import { runAgent } from "#core/agents/run-agent.ts";
import { keepRun } from "#core/evaluation/run-item.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { RunTape } from "#core/domain/tape.ts";
import { calls, done, openBench, turn } from "#test/support/agent-bench.ts";
import { tapeOfSpans } from "#test/support/tape-of-spans.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();

const timeless = ({ texts, calls: made }: RunTape) => ({
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
    keepRun(shared.desk.store, agent, { run, spans, cacheKey: null, isSealed: false }),
  );
  expect(timeless(tapeOfSpans(shared.desk.store.traces.spans(run.trace)))).toEqual(timeless(tape));
});
