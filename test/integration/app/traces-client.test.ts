import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joinKey } from "#core/domain/spans/key.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { traceIdOf } from "#core/recording/tracing.ts";
import { readSpans } from "#test/support/read-spans.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let opened: OpenedWorkspace;

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 });
});
afterAll(async () => opened.close());

const TASK = 'From: Ida Baker\n\nI\'d like 50 % more: "two boxes" of LG-511 at 6.67, please.';

async function runOnce() {
  const run = await opened.clientOf("person").runs.run({ task: TASK });
  return { ...run, client: opened.clientOf("person") };
}

/** The root of a run that goes on until it is ended. */
function beginRun(run: string) {
  const { runtime } = opened.workspace.contextFor(opened.workspace.person);
  const attributes = { [AUTOGENESIS.run]: run };
  return runtime.tracing.record(run).start({ name: "invoke_agent slow", kind: "internal", attributes });
}

/** Two runs whose traces' ids begin alike. */
function findNamesakes(): readonly [string, string] {
  const seen = new Map<string, string>();
  for (let count = 0; ; count += 1) {
    const start = traceIdOf(`run ${count}`).slice(0, 4);
    const before = seen.get(start);
    if (before !== undefined) return [before, `run ${count}`];
    seen.set(start, `run ${count}`);
  }
}

describe("traces, asked through the contract", () => {
  it("a timeline has each span once with its parent, and times that agree with their order", async () => {
    const { client, trace, run } = await runOnce();
    const facts = await client.traces.timeline({ trace });
    const { spans } = await readSpans(client.traces, trace);
    const errors = spans.filter(({ hasFailed }) => hasFailed).length;
    expect(facts).toMatchObject({ trace, run, isOpen: false, isComplete: true, errors });
    expect(facts.task?.startsWith("From: Ida Baker I'd like 50 % more")).toBe(true);
    expect(spans).toHaveLength(facts.spans);
    const [root, ...others] = spans;
    expect(root).toMatchObject({ parent: null, role: "agent" });
    expect(others.every(({ parent }) => parent === root?.span)).toBe(true);
    for (const [row, { startUs, endUs }] of spans.entries()) {
      expect(endUs).toBeGreaterThanOrEqual(startUs);
      if (row > 0) expect(startUs).toBeGreaterThanOrEqual(spans[row - 1]?.startUs ?? 0);
    }
    expect(spans.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0)).toBe(facts.tokens);
  });

  it("one that follows another in time begins after it has ended", async () => {
    const { client, trace } = await runOnce();
    const { spans } = await readSpans(client.traces, trace);
    const calls = spans.filter(({ role }) => role === "model");
    for (const [at, { startUs }] of calls.entries()) {
      if (at > 0) expect(startUs).toBeGreaterThanOrEqual(calls[at - 1]?.endUs ?? 0);
    }
  });

  it("names every version in force, its label, the commit it came in with, and whether it still is", async () => {
    const { client, trace } = await runOnce();
    const { system } = await client.traces.timeline({ trace });
    const [first] = await client.history.log({});
    const prompt = system?.versions.find(({ resource }) => resource === "prompt/order-clerk");
    expect(prompt).toMatchObject({ label: "1.0.0", commit: first?.id, isAtHead: true });

    const pointer = "/messages/0/sections/2/text";
    const { variables } = await client.resources.show({ resource: "prompt/order-clerk" });
    const text = variables.find((variable) => variable.pointer === pointer)?.value;
    await client.resources.setVariables({
      resource: "prompt/order-clerk",
      values: [{ pointer, value: `${String(text)}\nWrite dates as YYYY-MM-DD.` }],
      message: "State the date form",
    });
    const later = await client.traces.timeline({ trace });
    expect(later.system?.versions.find(({ resource }) => resource === "prompt/order-clerk")).toMatchObject({
      label: "1.0.0",
      isAtHead: false,
    });
    await client.history.undo();
  });

  it("a restore says how many runs the versions had that it takes out of force, not how many there ever were", async () => {
    const { client } = await runOnce();
    const [first] = await client.history.log({});
    const values = [{ pointer: "/description", value: "Turns messages into orders." }];
    await client.resources.setVariables({
      resource: "prompt/order-clerk",
      values,
      message: "Say it shorter",
    });
    const preview = async () => (await client.history.previewRollback({ commit: first?.id ?? "" })).laterRuns;
    expect(await preview()).toBe(0);
    await runOnce();
    expect(await preview()).toBe(1);
    await client.history.undo();
  });

  it("a span's messages are those it sent and got; an agent's are its last call's", async () => {
    const { client, trace } = await runOnce();
    const { spans } = await readSpans(client.traces, trace);
    const lastCall = spans.findLast(({ role }) => role === "model")?.span ?? "";
    const call = await client.traces.span({ trace, span: lastCall });
    expect(call.messages[0]).toMatchObject({ role: "system", isOutput: false });
    expect(call.messages.find(({ role }) => role === "user")?.parts).toEqual([{ kind: "text", text: TASK }]);
    expect(call.messages.at(-1)).toMatchObject({ role: "assistant", isOutput: true });
    expect(call.tools.map(({ name }) => name)).toContain("calculator");
    const root = await client.traces.span({ trace, span: spans[0]?.span ?? "" });
    expect(root.messages).toEqual(call.messages);
    expect(root.input).toBe(JSON.stringify(TASK));
  });

  const SEARCHES: ReadonlyArray<readonly [title: string, text: string, isFound: boolean]> = [
    ["part of the task is found", "Ida Baker", true],
    ["its letter case does not matter", "ida baker", true],
    ["it may go over a line break, as people paste it", "Ida Baker\n\nI'd like", true],
    ["signs that mean something to the database stand", "50 % more", true],
    ["for themselves alone", "50_%_more", false],
    ["quotation marks are found", '"two boxes"', true],
    ["what is not there is not", "Lakeview", false],
    ["a name is found", "agent/order-clerk", true],
    ["a tool that was called is found by its name", "execute_tool done", true],
    ["what a tool was told is found", '"customer"', true],
    ["words of the prompt, which the model was told, are found", "you take ORDERS for a trading house", true],
  ];
  it.each(SEARCHES)("the list: %s", async (_title, text, isFound) => {
    const { client, trace } = await runOnce();
    const { rows, total } = await client.traces.find({ text });
    expect(rows.some((row) => row.trace === trace)).toBe(isFound);
    expect(total).toBe(rows.length);
  });

  it("[L9] the list is narrowed to an agent, a model and a session, and what has none is in no session's", async () => {
    const { client, trace } = await runOnce();
    const narrowed: ReadonlyArray<readonly [Parameters<typeof client.traces.find>[0], boolean]> = [
      [{ agent: "order-clerk" }, true],
      [{ agent: "agent/order-clerk" }, true],
      [{ agent: "clerk" }, false],
      [{ model: "desk-1" }, true],
      [{ model: "simulated/desk-1" }, true],
      [{ model: "desk" }, false],
      [{ session: "1" }, false],
    ];
    for (const [asked, isFound] of narrowed) {
      const { rows } = await client.traces.find(asked);
      expect([asked, rows.some((row) => row.trace === trace)]).toEqual([asked, isFound]);
    }
    expect(await client.traces.choices()).toEqual({
      agents: ["agent/order-clerk"],
      models: ["simulated/desk-1"],
      sessions: [],
    });
  });

  it("[L9] the list stands in the order of a column, either way, over all there is and not only what is shown", async () => {
    const { client } = await runOnce();
    await client.runs.run({ task: "Short." });
    for (const by of ["started", "duration", "spans", "errors", "tokens"] as const) {
      const valuesOf = async (isDescending: boolean): Promise<readonly number[]> => {
        const { rows } = await client.traces.find({ order: { by, isDescending } });
        return rows.map(({ startedAt, durationMs, spans, errors, tokens }) => {
          const values = {
            started: Date.parse(startedAt),
            duration: durationMs,
            spans,
            errors,
            tokens: tokens ?? -1,
          };
          return values[by];
        });
      };
      const rising = await valuesOf(false);
      expect([by, rising]).toEqual([by, rising.toSorted((a, b) => a - b)]);
      expect(await valuesOf(true)).toEqual(rising.toReversed());
      const [largest] = (await client.traces.find({ order: { by, isDescending: true }, limit: 1 })).rows;
      expect(largest).toEqual((await client.traces.find({ order: { by, isDescending: true } })).rows[0]);
    }
  });

  it("the beginning of an id is enough, of the trace or of its run", async () => {
    const { client, trace, run } = await runOnce();
    for (const text of [trace.slice(0, 8), run.slice(0, 8)]) {
      expect((await client.traces.find({ text })).rows.map((row) => row.trace)).toEqual([trace]);
    }
    expect((await client.traces.timeline({ trace: run })).trace).toBe(trace);
  });

  it("inside a trace the search looks into contents", async () => {
    const { client, trace } = await runOnce();
    const { spans } = await readSpans(client.traces, trace);
    const search = async (text: string): Promise<readonly string[]> => {
      const { keys } = await client.traces.search({ trace, text });
      const halves = new Uint32Array(await keys.arrayBuffer());
      return Array.from({ length: halves.length / 2 }, (_, at) =>
        joinKey(halves[2 * at]!, halves[2 * at + 1]!),
      );
    };
    const all = spans.map(({ span }) => span);
    const found = await search("LG-511");
    expect(found).toContain(all[0]);
    expect(all).toEqual(expect.arrayContaining([...found]));
    // As it stands in a message, with a break of the line and quotation marks in it.
    expect(await search('Ida Baker\n\nI\'d like 50 % more: "two boxes"')).not.toEqual([]);
    expect(await search("CHAT")).toEqual(
      spans.filter(({ name }) => name.startsWith("chat")).map(({ span }) => span),
    );
    expect(await search("no such words")).toEqual([]);
  });

  it("[C25] a run that goes on is listed first, readable so far, and gone from the live ones when it ends", async () => {
    const { runtime } = opened.workspace.contextFor(opened.workspace.person);
    const client = opened.clientOf("person");
    const recorder = runtime.tracing.record("a run that goes on");
    const root = recorder.start({ name: "invoke_agent slow", kind: "internal", attributes: {} });
    const call = recorder.start({ name: "chat slow", kind: "client", attributes: {}, parent: root });
    const [first] = (await client.traces.find({})).rows;
    expect(first).toMatchObject({ name: "agent/slow", isOpen: true, spans: 2 });
    const live = await client.traces.timeline({ trace: first?.trace ?? "" });
    const { spans, next } = await readSpans(client.traces, live.trace);
    expect([live.isOpen, spans.map(({ endUs }) => endUs)]).toEqual([true, [null, null]]);
    const { result, ...shown } = await client.traces.show({ trace: live.trace.slice(0, 12).toUpperCase() });
    expect(result).toBeNull();
    expect(shown).toMatchObject({ trace: live.trace, name: "agent/slow", isOpen: true });
    expect(shown.tree.map(({ endUs }) => endUs)).toEqual([null, null]);
    call.end();
    // What is asked for is what is new since: one span that has ended.
    const later = await readSpans(client.traces, live.trace, next);
    expect(later.spans.map(({ name, endUs }) => [name, endUs !== null])).toEqual([["chat slow", true]]);
    expect((await readSpans(client.traces, live.trace, later.next)).spans).toEqual([]);
    root.end();
    expect((await client.traces.find({})).rows.every(({ isOpen }) => !isOpen)).toBe(true);
  });

  it("[C25] a run is found by its run's id while it goes on as afterwards", async () => {
    const { client, trace: over, run: done } = await runOnce();
    const run = "5".repeat(32);
    const root = beginRun(run);
    const going = (await client.traces.find({})).rows.find((row) => row.run === run)?.trace ?? "";
    const [shown, drawn] = [await client.traces.show({ trace: run }), await readSpans(client.traces, run)];
    expect([shown.trace, drawn.spans.map(({ name }) => name)]).toEqual([going, ["invoke_agent slow"]]);
    expect((await client.traces.timeline({ trace: run.toUpperCase() })).trace).toBe(going);
    expect((await client.traces.show({ trace: done })).trace).toBe(over);
    root.end();
  });

  it("[C25] the beginning of two traces is the name of neither, though they go on", async () => {
    const [one, other] = findNamesakes();
    const roots = [beginRun(one), beginRun(other)];
    const client = opened.clientOf("person");
    await expect(client.traces.show({ trace: traceIdOf(one).slice(0, 4) })).rejects.toMatchObject({
      data: { code: "ambiguous-id" },
    });
    expect((await client.traces.show({ trace: traceIdOf(other) })).trace).toBe(traceIdOf(other));
    for (const root of roots) root.end();
  });

  it("a trace or span that is not there is not found", async () => {
    const { client, trace } = await runOnce();
    const missing = { data: { code: "not-found" } };
    await expect(client.traces.timeline({ trace: "ffffffff" })).rejects.toMatchObject(missing);
    await expect(client.traces.span({ trace, span: "ffff" })).rejects.toMatchObject(missing);
  });
});
