import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import type { PreparedAgent } from "#core/agents/prepare-agent.ts";
import { runAgent, type FinishedRun } from "#core/agents/run-agent.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { ReplayTools } from "#core/domain/replay.ts";
import type { RunTape } from "#core/domain/tape.ts";
import { replayRun, type Replayed } from "#core/replay/replay-run.ts";
import { calls, done, openBench, turn, type AgentBench } from "#test/support/agent-bench.ts";
import { shareDesk } from "#test/support/shared-desk.ts";

const shared = shareDesk();
const never = new AbortController().signal;

/** Its answers grow with each call in this process: whoever called it for real where it should not is seen. */
function counting(name: string, code: string): PreparedAgent["tools"][number] {
  const parsed = parseContent("tool", {
    description: "Adds.",
    type: "code",
    code,
    capabilities: [],
    effect: "pure",
    timeoutMs: 1000,
    inputSchema: { type: "object", properties: { a: { type: "integer" } }, required: ["a"] },
    examples: [],
    mask: [],
  });
  if (!parsed.ok || parsed.value.kind !== "tool") throw new Error("the fixture has no valid form");
  const content: ToolContent = parsed.value.content;
  return { key: `tool/${name}`, version: `v-${name}`, content };
}

function agentOf(bench: AgentBench, code = "function run({ a }) { return a + 1; }"): PreparedAgent {
  const solver = bench.prepare();
  const files = bench.view().get("environment/desk-files");
  return {
    ...solver,
    tools: [...solver.tools, counting("plus", code)],
    environments: [
      {
        key: "environment/desk-files",
        version: files.version,
        content: files.resource.content as EnvironmentContent,
      },
    ],
  };
}

const TURNS = [
  calls(["plus", { a: 1 }], ["plus", { a: 2 }], ["nothing", {}], ["plus", "{"]),
  calls(["read_file", { path: "readme.txt" }], ["read_file", { path: "gone.txt" }], ["plus", { a: 1 }]),
  done("6"),
];

let made = 0;

type Recorded = FinishedRun & { readonly agent: PreparedAgent; readonly bench: AgentBench };

async function record(agentFor = agentOf): Promise<Recorded> {
  made += 1;
  await shared.serve({ reply: (request) => turn(request, TURNS) });
  const bench = openBench(shared.desk, shared.server);
  const agent = agentFor(bench);
  const task = { id: `recorded-${made}`, input: { question: "2*3" }, seed: 1, signal: never };
  const finished = await runAgent(bench.line, agent, task);
  expect(finished.run.error).toBeNull();
  // From here on there is no model: whatever asked one would be told so.
  await shared.server.close();
  return { ...finished, agent, bench };
}

type Changes = { readonly tape?: RunTape; readonly agent?: PreparedAgent; readonly tools?: ReplayTools };

async function replay({ run, tape, agent, bench }: Recorded, changes: Changes = {}): Promise<Replayed> {
  made += 1;
  const { runtime } = shared.desk.workspace.contextFor(shared.desk.workspace.person);
  const deps = { agentLine: runtime.agentLine, bind: runtime.tool };
  const recording = { run, tape: changes.tape ?? tape, agent: changes.agent ?? agent, model: bench.provider };
  const task = { id: `replay-${made}`, tools: changes.tools ?? "tape", signal: never };
  return replayRun(deps, recording, task);
}

/** The tape with one of its calls written otherwise, or left out where it is written as null. */
function withCall(
  tape: RunTape,
  path: string,
  change: (call: RunTape["calls"][number]) => RunTape["calls"][number] | null,
): RunTape {
  return {
    ...tape,
    calls: tape.calls.flatMap((call) => (call.path === path ? (change(call) ?? []) : [call])),
  };
}

describe("[T21] a run on its tape", () => {
  it("is the same run, with parallel calls, refused ones, failures, code and files, and asks nobody", async () => {
    const recorded = await record();
    for (const tools of ["tape", "live"] as const) {
      const { run, report, spans } = await replay(recorded, { tools });
      expect(report).toMatchObject({
        isIdentical: true,
        firstDivergence: null,
        unmatched: 0,
        networkCalls: 0,
      });
      expect([report.entries, report.reused, report.exact]).toEqual([10, 10, 10]);
      expect(run).toMatchObject({ output: "6", finalStates: recorded.run.finalStates });
      expect(spans).toHaveLength(recorded.spans.length);
      expect(report.recomputed).toBe(tools === "tape" ? 1 : 6);
    }
  });

  it("recorded errors, of the model and of limits, are its errors again, without waiting", async () => {
    await shared.serve({ reply: (request) => turn(request, TURNS), faults: { 2: { type: "hang" } } });
    const bench = openBench(shared.desk, shared.server);
    const solver = agentOf(bench);
    const { content } = solver.agent;
    const limits = { ...content.limits, timeoutMs: 300 };
    const agent = { ...solver, agent: { ...solver.agent, content: { ...content, limits } } };
    const task = { id: "late", input: { question: "2*3" }, seed: 1, signal: never };
    const finished = await runAgent(bench.line, agent, task);
    expect(finished.run.error?.code).toBe("time-limit");
    expect(finished.tape.limit?.path).toBe("c/2");
    await shared.server.close();
    // An hour: whoever waited for it would not be back.
    const patient = {
      ...agent,
      agent: { ...agent.agent, content: { ...content, limits: { ...limits, timeoutMs: 3_600_000 } } },
    };
    const { report, run } = await replay({ ...finished, agent: patient, bench });
    expect(run?.error?.code).toBe("time-limit");
    expect(report.firstDivergence?.fields).toEqual(["/error/message"]);
  });
});

describe("[T22] what is not as recorded is found where it is, and never answered by a guess", () => {
  const first = async (recorded: Recorded, changes: Changes) =>
    (await replay(recorded, changes)).report.firstDivergence;

  it("a prompt with one space more, and another model", async () => {
    const recorded = await record();
    const { prompt, agent } = recorded.agent;
    const [head, ...rest] = prompt.content.messages;
    const [section, ...sections] = head!.sections;
    const worded = { ...head!, sections: [{ ...section!, text: `${section!.text} ` }, ...sections] };
    const messages = { ...prompt.content, messages: [worded, ...rest] };
    expect(
      await first(recorded, { agent: { ...recorded.agent, prompt: { ...prompt, content: messages } } }),
    ).toMatchObject({
      path: "m/1",
      class: "arguments",
      fields: [expect.stringMatching(/^\/messages\/\d\/content$/)],
    });
    const model = { ...agent.content.model, name: "other" };
    const renamed = { ...recorded.agent, agent: { ...agent, content: { ...agent.content, model } } };
    expect(await first(recorded, { agent: renamed })).toMatchObject({
      path: "m/1",
      fields: ["/model"],
      got: "other",
    });
  });

  it("two calls swapped on the tape are no swapped answers", async () => {
    const recorded = await record();
    const { calls: taped } = recorded.tape;
    const swapped = taped.map((call) => {
      const other = { "t/1/0": "t/1/1", "t/1/1": "t/1/0" }[call.path];
      return other === undefined ? call : { ...call, path: other };
    });
    expect(await first(recorded, { tape: { ...recorded.tape, calls: swapped } })).toEqual({
      path: "t/1/0",
      class: "arguments",
      fields: ["/a"],
      expected: 2,
      got: 1,
    });
  });

  it("a result edited on the tape shows in what is asked next", async () => {
    const recorded = await record();
    const tape = withCall(recorded.tape, "t/1/0", (call) => ({ ...call, outcome: { ok: true, value: 9 } }));
    expect(await first(recorded, { tape })).toMatchObject({
      path: "m/2",
      class: "arguments",
      fields: [expect.stringMatching(/^\/messages\/\d\/content$/)],
      expected: "2",
      got: "9",
    });
  });

  it("code that was changed comes to something else where it is called for real", async () => {
    const recorded = await record();
    const changed = { agent: agentOf(recorded.bench, "function run({ a }) { return a + 3; }") };
    expect(await first(recorded, changed)).toBeNull();
    expect(await first(recorded, { ...changed, tools: "live" })).toEqual({
      path: "t/1/0",
      class: "outcome",
      fields: ["/value"],
      expected: 2,
      got: 4,
    });
  });

  it("one call fewer on the tape is an extra one, one more is missing, another name is another call", async () => {
    const recorded = await record();
    const { tape } = recorded;
    expect(await first(recorded, { tape: withCall(tape, "t/2/2", () => null) })).toMatchObject({
      path: "t/2/2",
      class: "extra",
    });
    const [more] = tape.calls;
    expect(
      await first(recorded, { tape: { ...tape, calls: [...tape.calls, { ...more!, path: "t/3/1" }] } }),
    ).toMatchObject({
      path: "t/3/1",
      class: "missing",
    });
    const other = withCall(tape, "t/1/1", (call) => ({ ...call, name: "minus" }));
    expect(await first(recorded, { tape: other })).toMatchObject({
      path: "t/1/1",
      class: "different-call",
      fields: ["/name"],
    });
    expect(await first(recorded, { tape: { ...tape, answers: tape.answers.slice(0, -1) } })).toMatchObject({
      path: "m/3",
      class: "extra",
    });
  });

  it("the same call twice gets what it got each time", async () => {
    const recorded = await record();
    const other = (call: RunTape["calls"][number]) => ({ ...call, outcome: { ok: true, value: 7 } as const });
    const { report } = await replay(recorded, { tape: withCall(recorded.tape, "t/2/2", other) });
    expect(report.firstDivergence).toMatchObject({ path: "m/3", expected: "2", got: "7" });
  });

  it("arguments that are written otherwise are the same call, counted as such", async () => {
    const recorded = await record();
    const tape = withCall(recorded.tape, "t/2/0", (call) => ({
      ...call,
      input: { path: " readme.txt" } as JsonObject,
    }));
    const { report } = await replay(recorded, { tape });
    expect([report.isIdentical, report.cosmetic, report.exact]).toEqual([true, 1, 9]);
  });
});
