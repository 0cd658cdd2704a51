import { createRouterClient } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { router } from "#core/app/router.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { answerAsMarbles, MARBLE_MODEL } from "#test/support/marble-model.ts";
import { addMarbles } from "#test/support/marble-workspace.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let client: WorkspaceClient;
let server: OpenAiServer;
/** Questions that the endpoint refuses. */
let isRefused: (question: string) => boolean = () => false;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  client = desk.client;
  await addMarbles(desk);
  server = await startOpenAiServer({
    chunkCharacters: 200,
    reply: answerAsMarbles,
    faults: ({ body }) =>
      isRefused(body.messages.find(({ role }) => role === "user")?.content ?? "")
        ? { type: "status", status: 400 }
        : null,
  });
});
afterAll(async () => {
  await desk.close();
  await server.close();
  remove();
});

const QUESTION = "Case 3: how many white marbles are 2 and 5? Say the number alone.";

function onMarbles() {
  return { agent: "solver", model: { ...MARBLE_MODEL, baseUrl: server.baseUrl } };
}

describe("one run", () => {
  it("[C25] answers with its output and bill, and leaves a trace that is found by run, by id and by its beginning", async () => {
    const done = await client.runs.run({ ...onMarbles(), task: QUESTION });
    expect(done).toMatchObject({
      output: "7",
      success: true,
      spend: { calls: 2, usd: 0, usdKnown: true },
    });
    const found = await Promise.all(
      [done.run, done.run.toUpperCase(), done.trace, done.trace.slice(0, 8)].map(async (trace) =>
        client.traces.show({ trace }),
      ),
    );
    expect(found.map(({ trace, run, spans, errors }) => [trace, run, spans, errors])).toEqual(
      found.map(() => [done.trace, done.run, 5, 0]),
    );
    expect(found[0]?.name).toBe("agent/solver");
    expect(found[0]?.tree.map(({ name }) => name)).toEqual([
      "invoke_agent solver",
      "chat marbles-1",
      "execute_tool calculator",
      "chat marbles-1",
      "execute_tool done",
    ]);
    expect((await client.traces.find({ limit: 1 })).rows[0]?.trace).toBe(done.trace);
    const { rows } = await client.traces.find({ order: { by: "started", isDescending: true } });
    const { inputTokens, outputTokens } = done.spend;
    expect(rows.find(({ trace }) => trace === done.trace)?.tokens).toBe(inputTokens + outputTokens);
    expect(inputTokens).toBeGreaterThan(0);
  });

  it("asked again it is run again: only evaluations reuse runs", async () => {
    const before = server.requests.length;
    const [first, second] = [
      await client.runs.run({ ...onMarbles(), task: QUESTION }),
      await client.runs.run({ ...onMarbles(), task: QUESTION }),
    ];
    expect(first.run).not.toBe(second.run);
    expect(server.requests.length - before).toBe(4);
  });

  it("that fails says how, and is no exception", async () => {
    isRefused = () => true;
    const done = await client.runs.run({ ...onMarbles(), task: QUESTION });
    isRefused = () => false;
    expect(done).toMatchObject({
      success: false,
      output: null,
      error: { code: "model-refused", hint: expect.stringMatching(/./) },
    });
    expect((await client.traces.show({ trace: done.run })).errors).toBeGreaterThan(0);
  });

  it.each(["feedbeef", "ffffffffffff"])("a trace that is not there is said so: %s", async (trace) => {
    await expect(client.traces.show({ trace })).rejects.toMatchObject({ data: { code: "not-found" } });
  });
});

describe("an evaluation", () => {
  it("counts every item: those that fail are errors and wrong", async () => {
    isRefused = (question) => question.includes("red");
    const found = await client.runs.evaluate({ ...onMarbles(), dataset: "marbles", seed: 5 });
    isRefused = () => false;
    const items = desk.store.datasets.items("marbles", "validation");
    const of = (colour: string): number =>
      items.filter(({ input }) => JSON.stringify(input).includes(` ${colour} `)).length;
    expect(found).toMatchObject({
      n: items.length,
      correct: of("white"),
      errors: of("red"),
      errorReasons: [{ reason: expect.stringMatching(/./), count: of("red") }],
      accuracy: of("white") / items.length,
      score: of("white") / items.length,
      isSimulated: false,
    });
    expect(found.interval[0]).toBeLessThan(found.accuracy);
    expect(found.interval[1]).toBeGreaterThan(found.accuracy);
  });

  it("[M34] tells answers that ended at the output limit before any text, and what to do, and counts those cut in it", async () => {
    const thinking = await startOpenAiServer({
      reply: ({ call }) =>
        call % 2 === 0
          ? {
              events: [
                JSON.stringify({
                  choices: [{ delta: { reasoning_content: "hm" }, finish_reason: "length" }],
                }),
              ],
            }
          : { text: "one two ".repeat(700), finishReason: "length", usage: null },
    });
    const model = { ...MARBLE_MODEL, baseUrl: thinking.baseUrl };
    const found = await client.runs.evaluate({ agent: "solver", model, dataset: "marbles", limit: 10 });
    await thinking.close();
    expect(found).toMatchObject({
      errors: 5,
      errorReasons: [
        {
          reason: expect.stringContaining("before any text"),
          count: 5,
          hint: expect.stringContaining("maxOutputTokens"),
        },
      ],
      cut: 5,
    });
  });

  it("again, it finds the same and pays nothing", async () => {
    const input = { ...onMarbles(), dataset: "marbles", limit: 10 };
    const first = await client.runs.evaluate(input);
    const before = server.requests.length;
    const second = await client.runs.evaluate(input);
    expect(second).toEqual({
      ...first,
      cached: 10,
      spend: { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, usdKnown: true },
    });
    expect([server.requests.length, first.n]).toEqual([before, 10]);
  });

  it("of an earlier commit speaks about that commit", async () => {
    const at = desk.store.headBranch.commit();
    const input = { ...onMarbles(), dataset: "marbles", limit: 10 };
    const before = await client.runs.evaluate(input);
    const rules = "Use the calculator. Count red marbles. Count blue marbles. Hand in with done.";
    const values = [{ pointer: "/messages/0/sections/0/text", value: rules }];
    await client.resources.setVariables({ resource: "prompt/solver", values, message: "Learn" });
    const [now, then] = [await client.runs.evaluate(input), await client.runs.evaluate({ ...input, at })];
    expect([now.correct, then.correct, then.closure]).toEqual([10, before.correct, before.closure]);
    expect(now.closure).not.toBe(then.closure);
  });

  it("leaves runs that are known by their item: in the list, by its filters, and one by one", async () => {
    const found = await client.runs.evaluate({ ...onMarbles(), dataset: "marbles", limit: 12, seed: 8 });
    const { rows } = await client.traces.find({ limit: 12 });
    const items = desk.store.datasets.items("marbles", "validation").slice(0, 12);
    expect(new Set(rows.map(({ item }) => item?.id))).toEqual(new Set(items.map(({ id }) => id)));
    expect(new Set(rows.map(({ split }) => split))).toEqual(new Set(["validation"]));
    expect(new Set(rows.map(({ ranOn }) => ranOn?.commit))).toEqual(
      new Set([desk.store.headBranch.commit()]),
    );
    const right = rows.filter(({ outcome }) => outcome?.isCorrect === true);
    expect(right).toHaveLength(found.correct);

    const wrong = await client.traces.find({ isWrong: true });
    expect(wrong.total).toBe(wrong.rows.length);
    expect(wrong.rows.every(({ outcome }) => outcome?.isCorrect === false)).toBe(true);
    const training = await client.traces.find({ split: "train" });
    expect(training.rows.every(({ split }) => split === "train")).toBe(true);
    expect((await client.traces.find({ split: "validation" })).total).toBeGreaterThanOrEqual(12);

    const [row] = rows;
    const item = items.find(({ id }) => id === row?.item?.id);
    const { result } = await client.traces.timeline({ trace: row?.trace ?? "" });
    expect(result).toMatchObject({
      dataset: "marbles",
      item: item?.id,
      split: "validation",
      ...row?.outcome,
      scorer: "exact",
      expected: item?.expected,
      error: null,
      evidence: [],
    });
    expect((await client.traces.show({ trace: row?.run ?? "" })).result).toEqual(result);
  });

  it("[A7] [R39] tells others than people nothing of its validation items, by no look, order or count", async () => {
    await client.runs.evaluate({ ...onMarbles(), dataset: "marbles", limit: 12, seed: 8 });
    const { run } = await client.runs.run({ ...onMarbles(), task: "Is this one of nobody's?" });
    const [item] = desk.store.datasets.items("marbles", "validation");
    const asked = await client.runs.run({ ...onMarbles(), task: assertDefined(item, "an item").input });
    const others = createRouterClient(router, {
      context: desk.workspace.contextFor({ kind: "client", name: "x" }),
    });
    const gate = await client.traces.find({ split: "validation" });
    const hidden = new Set([...gate.rows.map(({ trace }) => trace), asked.trace]);
    const told = await others.traces.find({});
    expect(told.rows.some((row) => row.run === run)).toBe(true);
    expect(told.rows.filter(({ trace }) => hidden.has(trace))).toEqual([]);
    expect(told.total).toBe(told.rows.length);
    const orders = ["outcome", "item", "tokens"] as const;
    const filters = [
      { split: "validation" as const },
      { isWrong: true, split: "validation" as const },
      { text: asked.run },
      { text: String(item?.input) },
      ...orders.map((by) => ({ order: { by, isDescending: true }, split: "validation" as const })),
    ];
    for (const filter of filters)
      expect([filter, (await others.traces.find(filter)).total]).toEqual([filter, 0]);
    const { traces } = others;
    const [span] = (await client.traces.show({ trace: asked.trace })).tree;
    for (const trace of [asked.trace, asked.run, gate.rows[0]?.trace ?? ""])
      for (const look of [
        traces.show({ trace }),
        traces.timeline({ trace }),
        traces.columns({ trace }),
        traces.span({ trace, span: String(span?.span) }),
        traces.search({ trace, text: "a" }),
      ])
        await expect(look).rejects.toMatchObject({ data: { code: "split-sealed" } });
  });

  it("a run that was made for no item has no result, though an item asks the same", async () => {
    const { run } = await client.runs.run({ ...onMarbles(), task: QUESTION });
    const [row] = (await client.traces.find({ text: run })).rows;
    expect(row).toMatchObject({ item: null, outcome: null, split: null, ranOn: { proposal: null } });
    expect((await client.traces.show({ trace: run })).result).toBeNull();
  });

  it("[A5] an open run that a sealed item was scored with has no result, and no filter tells how it went", async () => {
    const { run } = await client.runs.run({ ...onMarbles(), task: QUESTION });
    const [item] = desk.store.datasets.items("marbles", "test");
    const { dataset, id } = assertDefined(item, "a test item");
    const wrong = { value: 0, isCorrect: false, parts: {} };
    desk.store.atomic(() => {
      desk.store.scores.append({ run, scorerHash: "s", expectedHash: "e" }, wrong, { dataset, id });
    });
    const [row] = (await client.traces.find({ text: run })).rows;
    expect(row).toMatchObject({ run, item: null, outcome: null, split: null });
    expect((await client.traces.find({ text: run, isWrong: true })).total).toBe(0);
    expect((await client.traces.show({ trace: run })).result).toBeNull();
  });

  it("of the sealed split spends a look, and there are five", async () => {
    const input = { ...onMarbles(), dataset: "marbles", split: "test", limit: 1 } as const;
    for (let look = 1; look <= 5; look += 1) await client.runs.evaluate(input);
    await expect(client.runs.evaluate(input)).rejects.toMatchObject({ data: { code: "split-sealed" } });
    expect([...desk.store.audit.entries()].filter(({ type }) => type === "sealed-look")).toHaveLength(5);
  });

  it("[A5] of the sealed split leaves its figures alone: its runs are in no list, and are refused by name", async () => {
    const test = desk.store.datasets.items("marbles", "test")[0];
    const task = Object.values(test?.input ?? {}).join("");
    expect(task).not.toBe("");
    // The look of the test before; its run is on record.
    const sealed = withRaw(desk.workspace.paths.database, (db) =>
      db.prepare("SELECT id, trace FROM run WHERE input = ?").get(JSON.stringify(test?.input)),
    ) as { id: string; trace: string };
    for (const text of ["", task, sealed.trace, sealed.id]) {
      const { rows } = await client.traces.find({ text });
      expect(rows.map(({ trace }) => trace)).not.toContain(sealed.trace);
    }
    const refusal = { data: { code: "split-sealed" } };
    for (const trace of [sealed.trace, sealed.id, sealed.trace.slice(0, 12)]) {
      await expect(client.traces.show({ trace })).rejects.toMatchObject(refusal);
      await expect(client.traces.timeline({ trace })).rejects.toMatchObject(refusal);
      await expect(client.traces.search({ trace, text: "a" })).rejects.toMatchObject(refusal);
    }
  });

  it("[A5] of the sealed split cannot be watched while it runs", async () => {
    const { runtime } = desk.workspace.contextFor(desk.workspace.person);
    const root = runtime.tracing.record("sealed, and still running").start({
      name: "invoke_agent solver",
      kind: "internal",
      attributes: { "autogenesis.sealed": true },
    });
    const { traceId: trace } = root.spanContext();
    const { rows } = await client.traces.find({});
    expect(rows.map((row) => row.trace)).not.toContain(trace);
    await expect(client.traces.timeline({ trace })).rejects.toMatchObject({ data: { code: "split-sealed" } });
    root.end();
  });

  it("[S45] of a model that refuses each request ends after the first few, and leaves no figure", async () => {
    const before = server.requests.length;
    isRefused = () => true;
    const attempt = client.runs.evaluate({ ...onMarbles(), dataset: "marbles", seed: 77 });
    await expect(attempt).rejects.toMatchObject({
      data: { code: "model-refused" },
      message: expect.stringMatching(/^4 items in a row failed on the way to the model: .*400/),
    });
    isRefused = () => false;
    expect(server.requests.length - before).toBeLessThanOrEqual(8);
  });

  it("[S45] of an address where nobody listens ends after the first few", async () => {
    const model = { ...MARBLE_MODEL, baseUrl: "http://127.0.0.1:1/v1" };
    const attempt = client.runs.evaluate({ agent: "solver", model, dataset: "marbles", seed: 78 });
    await expect(attempt).rejects.toMatchObject({
      data: { code: "model-unavailable" },
      message: expect.stringMatching(/^4 items in a row .* could not be reached/),
    });
  });

  it("[S44] of items of which a part reaches no place of the prompt is refused, and so is a session", async () => {
    const text = ["question,choices,answer", "Which is even?,1 or 2,2", "Which is odd?,1 or 2,1"].join("\n");
    const imported = await client.data.import({
      name: "choices",
      source: { text },
      format: "csv",
      input: ["question", "choices"],
      split: "validation",
    });
    expect(imported.findings.map(({ kind, field }) => [kind, field])).toEqual([
      ["numbers-as-text", null],
      ["unplaced", "choices"],
      ["empty-split", null],
    ]);
    const before = server.requests.length;
    const refusal = {
      data: { code: "input-invalid" },
      message: expect.stringContaining("agent/solver has no place for choices"),
    };
    await expect(client.runs.evaluate({ ...onMarbles(), dataset: "choices" })).rejects.toMatchObject(refusal);
    await expect(
      client.runs.evaluate({ ...onMarbles(), dataset: "choices", split: "train" }),
    ).rejects.toMatchObject({
      data: { code: "dataset-invalid" },
    });
    await expect(client.sessions.start({ ...onMarbles(), dataset: "choices" })).rejects.toMatchObject(
      refusal,
    );
    expect(server.requests.length).toBe(before);
  });

  it("of nothing is refused", async () => {
    const line = JSON.stringify({ id: "a", question: "q", answer: "1" });
    await client.data.import({ name: "tiny", source: { text: line }, format: "jsonl", split: "train" });
    const attempt = client.runs.evaluate({ ...onMarbles(), dataset: "tiny" });
    await expect(attempt).rejects.toMatchObject({ data: { code: "dataset-invalid" } });
  });
});

describe("the scores of commits", () => {
  it("[L6] have an evaluation on validation as a point, by dataset and model; one on train is none", async () => {
    const asked = { ...onMarbles(), dataset: "marbles", seed: 11 };
    const pointOfHead = async () => {
      const { head } = await client.workspace.info();
      return (await client.home.measured()).find(
        ({ commits, dataset }) => commits.includes(head) && dataset === "marbles",
      );
    };
    const found = await client.runs.evaluate({ ...asked, split: "validation" });
    const point = await pointOfHead();
    expect(point).toMatchObject({ by: "evaluation", model: `openai/${MARBLE_MODEL.name}` });
    expect(point?.estimate).toMatchObject({ n: found.n, accuracy: found.accuracy, interval: found.interval });
    // Neither items that taught it, nor fewer of those that measure it, take the place of what is known.
    await client.runs.evaluate({ ...asked, split: "train" });
    await client.runs.evaluate({ ...asked, split: "validation", limit: 3 });
    expect(await pointOfHead()).toEqual(point);
  });

  it("[L6] are those of the commit that was measured, though head has moved on before the end", async () => {
    const measured = desk.store.headBranch.commit();
    const before = server.requests.length;
    const evaluating = client.runs.evaluate({ ...onMarbles(), dataset: "marbles", seed: 12 });
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(before));
    const values = [{ pointer: "/messages/0/sections/0/text", value: "Use the calculator." }];
    await client.resources.setVariables({ resource: "prompt/solver", values, message: "Meanwhile" });
    await evaluating;
    const commits = (await client.home.measured()).flatMap((each) => each.commits);
    expect([commits.includes(measured), commits.includes(desk.store.headBranch.commit())]).toEqual([
      true,
      false,
    ]);
  });
});
