import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { readSpans } from "#test/support/read-spans.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

const KEY = "sk-planted-key-of-this-workspace-0001";

let opened: OpenedWorkspace;

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 }, { OPENAI_API_KEY: KEY });
});
afterAll(async () => opened.close());

type Sent = {
  readonly span: number;
  readonly parent?: number;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, Json>>;
};

const id = (number: number): string => number.toString(16).padStart(16, "0");
const traceId = (number: number): string => number.toString(16).padStart(32, "0");
const BEGIN = 1_900_000_000_000_000;

/** A request of spans, each of which lasts ten milliseconds and begins as many after the first as it is numbered. */
function request(trace: string, spans: readonly Sent[]) {
  const wire = spans.map(({ span, parent, name = `step ${span}`, attributes = {} }) => ({
    traceId: trace,
    spanId: id(span),
    ...(parent === undefined ? {} : { parentSpanId: id(parent) }),
    name,
    startTimeUnixNano: `${BEGIN + span * 1000}000`,
    endTimeUnixNano: `${BEGIN + span * 1000 + 10_000}000`,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: typeof value === "boolean" ? { boolValue: value } : { stringValue: String(value) },
    })),
  }));
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: wire }] }] });
}

async function send(body: string, kind: "person" | "optimizer" = "person") {
  const source = { base64: Buffer.from(body).toString("base64"), encoding: "json" } as const;
  return await opened.clientOf(kind).traces.import({ source });
}

const ROOT: Sent = { span: 1, name: "the whole" };
const CHILDREN = Array.from({ length: 95 }, (_, index): Sent => ({ span: index + 2, parent: 1 }));

describe("traces that others recorded", () => {
  it("[T35] ten batches in any order, some of them twice, are one trace, headed by its first span once it is there", async () => {
    const trace = traceId(1);
    const batches = Array.from({ length: 10 }, (_, batch) =>
      CHILDREN.filter((_span, at) => at % 10 === batch),
    );
    const order = [7, 2, 9, 2, 0, 5, 3, 3, 8, 1];
    for (const batch of order) await send(request(trace, batches[batch] ?? []));
    const client = opened.clientOf("person");
    const before = await client.traces.timeline({ trace });
    expect(before).toMatchObject({ spans: 76, isComplete: false, run: null, name: "step 2" });
    expect(before.durationMs).toBe(95 + 10 - 2);
    expect(await send(request(trace, [ROOT, ...(batches[4] ?? [])]))).toMatchObject({
      spans: 11,
      known: 0,
      traces: [{ trace, name: "the whole", spans: 11, isNew: false }],
    });
    expect(await send(request(trace, [ROOT, ...(batches[6] ?? [])]))).toMatchObject({ spans: 9, known: 1 });
    const { spans } = await readSpans(client.traces, trace);
    expect(spans.map(({ span }) => span).toSorted()).toEqual([ROOT, ...CHILDREN].map(({ span }) => id(span)));
    expect(await client.traces.timeline({ trace })).toMatchObject({
      ...{ name: "the whole", spans: 96, isComplete: true, durationMs: 10 },
      startedAt: new Date((BEGIN + 1000) / 1000).toISOString(),
      ...{ run: null, task: null, tokens: null, model: null, system: null, result: null },
    });
  });

  it("[T35] is found by what was said in it, shown whole, and sound like the rest of the file", async () => {
    const trace = traceId(2);
    const said = {
      "openinference.span.kind": "LLM",
      "llm.model_name": "m-1",
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": "Where is the parrot?",
    };
    await send(request(trace, [{ span: 1 }, { span: 2, parent: 1, attributes: said }]));
    const client = opened.clientOf("person");
    expect((await client.traces.find({ text: "PARROT" })).rows.map((row) => row.trace)).toEqual([trace]);
    expect((await client.traces.find({ model: "m-1" })).rows.map((row) => row.trace)).toEqual([trace]);
    expect(await client.traces.choices()).toMatchObject({
      models: expect.arrayContaining(["m-1"]) as unknown,
    });
    const { tree } = await client.traces.show({ trace });
    expect(tree.map(({ name }) => name)).toEqual(["step 1", "step 2"]);
    expect(await client.traces.span({ trace, span: id(2) })).toMatchObject({
      role: "model",
      messages: [{ role: "user", parts: [{ kind: "text", text: "Where is the parrot?" }] }],
    });
    expect(await client.workspace.verify()).toMatchObject({ ok: true });
  });

  it("[T33] spans that name a trace of this workspace are refused, and change nothing of it", async () => {
    const client = opened.clientOf("person");
    const { trace } = await client.runs.run({ task: "From: Ida Baker\n\nHello" });
    const before = await client.traces.show({ trace });
    const [first] = before.tree;
    const answer = await send(request(trace, [{ span: 77, name: "forged" }]));
    expect(answer).toMatchObject({
      spans: 0,
      tracesCount: 0,
      refusedCount: 1,
      refused: [{ name: "forged" }],
    });
    expect(await client.traces.show({ trace })).toEqual(before);
    expect(first?.name).not.toBe("forged");
  });

  it("[T33] neither hides itself as sealed nor enters a session by what it says", async () => {
    const trace = traceId(3);
    const claims = { "autogenesis.sealed": true, "autogenesis.session.id": "1", "autogenesis.run.id": "r1" };
    await send(request(trace, [{ span: 1, attributes: claims }]));
    const client = opened.clientOf("person");
    expect((await client.traces.find({ session: "1" })).rows).toEqual([]);
    expect(await client.traces.show({ trace })).toMatchObject({ run: null, trace });
  });

  it("[T33] a key of this workspace in what was sent is in no byte of its file", async () => {
    const trace = traceId(4);
    await send(
      request(trace, [
        { span: 1, name: `call ${KEY}`, attributes: { "input.value": `use ${KEY}`, [KEY]: "x" } },
      ]),
    );
    const { tree } = await opened.clientOf("person").traces.show({ trace });
    expect(JSON.stringify(tree)).not.toContain(KEY);
    const files = readdirSync(opened.folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const holding = files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(KEY));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  it("[T35] of a request that cannot be read nothing is kept, and of one with bad spans the others are", async () => {
    const count = async () => (await opened.clientOf("person").traces.find({})).total;
    const before = await count();
    await expect(send(request(traceId(5), [{ span: 1 }]).slice(0, -2))).rejects.toThrow("cannot be read");
    expect(await count()).toBe(before);
    const answer = await send(request(traceId(5), [{ span: 0, name: "no id" }, { span: 1 }]));
    expect(answer).toMatchObject({ spans: 1, refusedCount: 1, refused: [{ name: "no id" }] });
  });

  it("[T34] a file is read where it lies", async () => {
    const path = join(opened.folder, "sent.json");
    writeFileSync(path, request(traceId(6), [{ span: 1 }]));
    const answer = await opened.clientOf("person").traces.import({ source: { path } });
    expect(answer).toMatchObject({ spans: 1, traces: [{ trace: traceId(6), isNew: true }] });
    expect(await opened.clientOf("person").traces.import({ source: { path } })).toMatchObject({
      spans: 0,
      known: 1,
    });
  });
});
