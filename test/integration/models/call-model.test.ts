import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openModelLine } from "#core/app/models/models.ts";
import { AppError } from "#core/base/app-error.ts";
import { addSpend, NO_SPEND, type Caps, type Spend } from "#core/domain/spend.ts";
import { callModel } from "#core/models/call-model.ts";
import type { ModelAnswer, ModelLine } from "#core/models/model-line.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ChatRequest, ModelProvider } from "#core/models/provider.ts";
import { createTracing } from "#core/recording/tracing.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { openAiProviderFor, providerFor, SECRET_KEY } from "#test/support/openai-client.ts";
import {
  startOpenAiServer,
  type OpenAiServer,
  type OpenAiServerOptions,
} from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const USAGE = { promptTokens: 30, completionTokens: 10 };
const never = new AbortController().signal;

let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
let server: OpenAiServer;

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
});

afterEach(async () => {
  await server.close();
  store.close();
  place.remove();
});

async function serve(options: Partial<OpenAiServerOptions> = {}): Promise<OpenAiServer> {
  server = await startOpenAiServer({ reply: () => ({ text: "4", usage: USAGE }), ...options });
  return server;
}

type Opened = {
  readonly line: ModelLine;
  readonly ledger: Ledger;
  /** What was kept with the newest call. */
  readonly kept: () => Spend;
};

function openLine(caps: Caps = {}, provider: ModelProvider = providerFor(server), now = () => 0): Opened {
  const ledger = createLedger({ caps, spent: NO_SPEND, elapsedMs: 0, clock: { now }, mayCostUnknown: true });
  let kept = NO_SPEND;
  const keepSpent = (): void => {
    kept = ledger.spent();
  };
  const line = openModelLine(store, provider, {
    ledger,
    modelName: "gpt-5-mini",
    prices: createPriceTable(),
    keepSpent,
  });
  return { line, ledger, kept: () => kept };
}

const QUESTION: ChatRequest = {
  model: "gpt-5-mini",
  messages: [{ role: "user", content: "What is 2 and 2?" }],
  sampling: { maxOutputTokens: 100 },
};

type Call = {
  readonly path?: string;
  readonly request?: ChatRequest;
  readonly signal?: AbortSignal;
  readonly recorder?: ReturnType<ReturnType<typeof createTracing>["record"]>;
  readonly onFail?: (cost: Spend) => void;
};

async function call(
  line: ModelLine,
  { path = "p", request = QUESTION, signal = never, recorder, onFail }: Call = {},
): Promise<ModelAnswer> {
  const used = recorder ?? createTracing().record(path);
  const parent = used.start({ name: "parent", kind: "internal", attributes: {} });
  const attempts = { onBegin: () => undefined, onFail: onFail ?? (() => undefined) };
  return callModel(line, request, { path, recorder: used, parent, signal, attempts });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "none",
    (error: AppError) => error.code,
  );
}

describe("caps", () => {
  it("[B1] calls in parallel never pass a cap on calls: each reserves before it is made", async () => {
    await serve();
    const { line, ledger } = openLine({ maxCalls: 7 });
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => codeOf(call(line, { path: `p${at}` }))),
    );
    expect(codes.filter((code) => code === "none")).toHaveLength(7);
    expect(codes.filter((code) => code === "budget-exhausted")).toHaveLength(13);
    expect(server.requests).toHaveLength(7);
    expect(ledger.spent().calls).toBe(7);
  });

  it("[B1] a cap on tokens holds over all that is asked at once, and is met where the next call could pass it", async () => {
    await serve();
    const { line, ledger } = openLine({ maxTokens: 500 });
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => codeOf(call(line, { path: `p${at}` }))),
    );
    const done = codes.filter((code) => code === "none").length;
    // Each may take 100 tokens of output and some input, and takes 40: what comes back is used.
    expect(done).toBeGreaterThan(6);
    expect(done).toBeLessThan(12);
    expect(ledger.spent()).toMatchObject({ calls: done, inputTokens: 30 * done, outputTokens: 10 * done });
  });

  it("calls in parallel are all made where what they take fits under a cap on tokens, though their worst cases do not", async () => {
    await serve({ reply: () => ({ text: "4", usage: { promptTokens: 500, completionTokens: 10 } }) });
    const long = "The customer wants two boxes and pays on delivery. ".repeat(100);
    const request: ChatRequest = { ...QUESTION, messages: [{ role: "user", content: long }] };
    const provider = openAiProviderFor(server);
    const worst = provider.countTokens(JSON.stringify([request.messages, [], null])) + 100;
    const { line } = openLine({ maxTokens: 8 * worst }, provider);
    const codes = await Promise.all(
      Array.from({ length: 9 }, async (_, at) => codeOf(call(line, { path: `p${at}`, request }))),
    );
    expect(codes.filter((code) => code === "none")).toHaveLength(9);
  });

  it("[B1] an agent's tools are part of what a call may cost: calls in parallel that carry many do not pass a cap", async () => {
    const tools = Array.from({ length: 40 }, (_, at) => ({
      name: `tool_${at}`,
      description: "Looks up one order of the desk and says when it is delivered. ".repeat(5),
      inputSchema: { type: "object", properties: { order: { type: "string" } } },
    })) as unknown as NonNullable<ChatRequest["tools"]>;
    const request: ChatRequest = { ...QUESTION, tools };
    let ofTools = 0;
    await serve({ reply: () => ({ text: "4", usage: { promptTokens: ofTools, completionTokens: 10 } }) });
    const provider = openAiProviderFor(server);
    ofTools = provider.countTokens(JSON.stringify(tools));
    const { line } = openLine({ maxTokens: 3 * ofTools }, provider);
    const codes = await Promise.all(
      Array.from({ length: 9 }, async (_, at) => codeOf(call(line, { path: `p${at}`, request }))),
    );
    expect(codes.filter((code) => code === "none")).toHaveLength(2);
    expect(codes.filter((code) => code === "budget-exhausted")).toHaveLength(7);
  });

  it("what an endpoint does not report is counted from above: a cap on tokens holds there too", async () => {
    await serve({ reply: () => ({ text: "four ".repeat(20), usage: null }) });
    const { line, ledger } = openLine({ maxTokens: 2000 });
    let made = 0;
    while ((await codeOf(call(line, { path: `p${made}` }))) === "none") made += 1;
    const { inputTokens, outputTokens, usd } = ledger.spent();
    expect(made).toBeGreaterThan(2);
    expect(made).toBeLessThan(100);
    expect(inputTokens).toBeGreaterThan(10 * made);
    expect(outputTokens).toBeGreaterThanOrEqual(20 * made);
    expect(usd).toBe(0);
    expect(ledger.spent().countedCalls).toBe(made);
  });

  it("[B1] a retry is a call like any other: it reserves anew, and a cap on calls holds over all attempts", async () => {
    await serve({ faults: () => ({ type: "status", status: 500 }) });
    const { line, ledger } = openLine({ maxCalls: 2 });
    expect(await codeOf(call(line))).toBe("budget-exhausted");
    expect(server.requests).toHaveLength(2);
    expect(ledger.spent().calls).toBe(2);
  });

  it("[B3] every attempt is counted: turned away it cost a call, cut off its input and what it had written", async () => {
    await serve({
      faults: {
        1: { type: "status", status: 429, headers: { "retry-after-ms": "1" } },
        2: { type: "cut", afterEvents: 2 },
      },
    });
    const { line, ledger, kept } = openLine({}, openAiProviderFor(server));
    const heard: Spend[] = [];
    const { spend } = await call(line, { onFail: (cost) => heard.push(cost) });
    const [turnedAway, cut] = heard;
    expect(turnedAway).toEqual({ calls: 1, inputTokens: 0, outputTokens: 0, usd: 0 });
    expect(cut).toMatchObject({ calls: 1, inputTokens: 12, outputTokens: 1, countedCalls: 1 });
    expect(cut?.usd).toBeCloseTo(12 * 0.25e-6 + 2e-6, 12);
    expect(ledger.spent()).toEqual([...heard, spend].reduce(addSpend, NO_SPEND));
    expect([heard.length, spend.calls, kept()]).toEqual([2, 1, ledger.spent()]);
  });

  it("a call that was cancelled before there was a place for it cost nothing", async () => {
    await serve();
    const { line, ledger } = openLine();
    const withPlace: ModelLine["withPlace"] = async () => Promise.reject(new AppError("cancelled", "Left."));
    expect(await codeOf(call({ ...line, withPlace }))).toBe("cancelled");
    expect(ledger.spent()).toEqual(NO_SPEND);
  });

  it("[B6] money cannot be capped where the price is unknown: no call is made", async () => {
    await serve();
    // Led to the server by a name that is not this machine's.
    const far = providerFor(server, {
      baseUrl: "http://models.test/v1",
      fetch: async (input, init) =>
        fetch(String(input).replace("http://models.test/v1", server.baseUrl), init),
    });
    const { line } = openLine({ maxUsd: 100 }, far);
    expect(await codeOf(call(line))).toBe("price-unknown");
    expect(server.requests).toHaveLength(0);
  });

  it("a cap on money counts what the price table says", async () => {
    await serve();
    const { line, ledger } = openLine({ maxUsd: 0.001 }, openAiProviderFor(server));
    let made = 0;
    while ((await codeOf(call(line, { path: `p${made}` }))) === "none") made += 1;
    // 30 tokens in at 0.25 and 10 out at 2 dollars per million.
    expect(ledger.spent().usd).toBeCloseTo(made * 27.5e-6, 12);
    expect(ledger.spent().usd).toBeLessThanOrEqual(0.001);
    expect(made).toBeGreaterThan(20);
  });

  it("a cap on time is checked before each call, earlier sittings included", async () => {
    await serve();
    let now = 0;
    const { line } = openLine({ maxSeconds: 2 }, providerFor(server), () => now);
    now = 1999;
    expect(await codeOf(call(line, { path: "early" }))).toBe("none");
    now = 2000;
    expect(await codeOf(call(line, { path: "late" }))).toBe("budget-exhausted");
    const { ledger } = openLine({ maxSeconds: 2 });
    expect(ledger.elapsedMs()).toBe(0);
  });
});

describe("the tape", () => {
  it("an answered call is not made or counted again under its path", async () => {
    await serve();
    const first = openLine();
    const answer = await call(first.line);
    const resumed = openLine();
    expect(await call(resumed.line)).toEqual(answer);
    expect(server.requests).toHaveLength(1);
    expect([first.kept().calls, resumed.ledger.spent().calls]).toEqual([1, 0]);
  });

  it("another request under the same path is made: an answer belongs to its question", async () => {
    await serve();
    const { line } = openLine();
    await call(line);
    await call(line, { request: { ...QUESTION, model: "gpt-5-nano" } });
    expect(server.requests.map(({ body }) => body.model)).toEqual(["gpt-5-mini", "gpt-5-nano"]);
  });

  it("[B5] a call that was in flight when the process died is charged at its reservation, and made again", async () => {
    await serve();
    const reserved = { calls: 1, inputTokens: 500, outputTokens: 100, usd: 0.25 };
    store.modelCalls.put("p", { requestHash: "whatever", reserved, response: null });
    const { line, kept } = openLine();
    await call(line);
    expect(server.requests).toHaveLength(1);
    expect(kept()).toEqual({ calls: 2, inputTokens: 530, outputTokens: 110, usd: 0.25, reservedCalls: 1 });
  });

  it("[B5] it is charged once: a resume that is refused by a cap leaves no note for the next one to be charged for", async () => {
    await serve();
    const reserved = { calls: 1, inputTokens: 500, outputTokens: 100, usd: 0.25 };
    store.modelCalls.put("p", { requestHash: "whatever", reserved, response: null });
    const first = openLine({ maxUsd: 0.2 }, openAiProviderFor(server));
    expect(await codeOf(call(first.line))).toBe("budget-exhausted");
    expect(first.kept()).toMatchObject({ calls: 1, usd: 0.25 });
    const second = openLine({ maxUsd: 0.2 }, openAiProviderFor(server));
    await call(second.line);
    expect([second.ledger.spent().calls, server.requests.length]).toEqual([1, 1]);
  });

  it("a call that waits for its place is not noted: killed there, nothing of it was sent", async () => {
    await serve();
    const { line } = openLine();
    let noted: unknown = "nothing";
    const withPlace: ModelLine["withPlace"] = async (work) => {
      noted = store.modelCalls.find("p");
      return work();
    };
    await call({ ...line, withPlace });
    expect(noted).toBeNull();
  });

  it("a paid call is on the tape before it is made", async () => {
    let noted: unknown = "nothing";
    await serve({
      reply: () => {
        noted = store.modelCalls.find("p")?.response;
        return { text: "4", usage: USAGE };
      },
    });
    await call(openLine().line);
    expect(noted).toBeNull();
    expect(store.modelCalls.find("p")?.response).toMatchObject({ text: "4" });
  });

  it("a failed call leaves no note that a later sitting would be charged for again", async () => {
    await serve({ faults: () => ({ type: "status", status: 400 }) });
    const { line, kept } = openLine();
    expect(await codeOf(call(line))).toBe("model-refused");
    expect(store.modelCalls.find("p")).toBeNull();
    expect(kept()).toMatchObject({ calls: 1, outputTokens: 0 });
  });

  it("a cancelled call is not kept, but an answer that was whole when the cancellation came is", async () => {
    const stop = new AbortController();
    await serve({ faults: { 1: { type: "hang", afterEvents: 1 } } });
    const { line, kept } = openLine();
    const cut = call(line, { path: "cut", signal: stop.signal });
    await server.waitForRequests(1);
    stop.abort();
    expect(await codeOf(cut)).toBe("cancelled");
    expect(store.modelCalls.find("cut")).toBeNull();
    expect(kept().calls).toBe(1);

    const late = new AbortController();
    const provider = providerFor(server);
    const aborting: ModelProvider = {
      ...provider,
      async *stream(request, signal) {
        for await (const part of provider.stream(request, signal)) {
          if (part.type === "finish") late.abort();
          yield part;
        }
      },
    };
    expect(await codeOf(call(openLine({}, aborting).line, { path: "whole", signal: late.signal }))).toBe(
      "cancelled",
    );
    expect(store.modelCalls.find("whole")?.response).toMatchObject({ text: "4" });
  });
});

describe("the span of a call", () => {
  it("has the GenAI attributes of its request and answer, CLIENT kind, its parent, and the attempt that answered", async () => {
    await serve({ faults: { 1: { type: "status", status: 500 } } });
    const recorder = createTracing().record("t");
    await call(openLine().line, {
      recorder,
      request: {
        ...QUESTION,
        messages: [{ role: "system", content: "Be exact." }, ...QUESTION.messages],
        tools: [{ name: "sum", description: "Adds.", parameters: { type: "object" } }],
        sampling: { temperature: 0.5, topP: 0.9, maxOutputTokens: 100, seed: 7 },
      },
    });
    const [parent, span] = recorder.spans();
    expect(server.requests).toHaveLength(2);
    expect(span).toMatchObject({
      name: "chat gpt-5-mini",
      kind: "client",
      parent: parent?.span,
      error: null,
    });
    const { attributes } = span!;
    expect(attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "loopback",
      "gen_ai.request.model": "gpt-5-mini",
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.top_p": 0.9,
      "gen_ai.request.max_tokens": 100,
      "gen_ai.request.seed": 7,
      "gen_ai.response.model": "gpt-5-mini",
      "gen_ai.response.id": "chatcmpl-2",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 30,
      "gen_ai.usage.output_tokens": 10,
      "gen_ai.usage.cache_read.input_tokens": 0,
      "autogenesis.model.simulated": false,
      "autogenesis.retry.attempt": 2,
      "autogenesis.retry.waited": expect.stringMatching(/answered 500.* Tried again after \d+\.\d s\.$/),
    });
    const parsed = (name: string): unknown => JSON.parse(String(attributes[name]));
    expect(parsed("gen_ai.system_instructions")).toEqual([{ type: "text", content: "Be exact." }]);
    expect(parsed("gen_ai.input.messages")).toEqual([
      { role: "user", parts: [{ type: "text", content: "What is 2 and 2?" }] },
    ]);
    expect(parsed("gen_ai.output.messages")).toEqual([
      { role: "assistant", parts: [{ type: "text", content: "4" }], finish_reason: "stop" },
    ]);
    expect(parsed("gen_ai.tool.definitions")).toEqual([
      { type: "function", name: "sum", description: "Adds.", parameters: { type: "object" } },
    ]);
  });

  it("a failed call's span says so, with the code as its error type", async () => {
    await serve({ faults: () => ({ type: "status", status: 400 }) });
    const recorder = createTracing().record("t");
    await codeOf(call(openLine().line, { recorder }));
    expect(recorder.spans()[1]).toMatchObject({
      error: expect.stringContaining("400"),
      attributes: { "error.type": "model-refused" },
    });
  });
});

it("[T8] the key reaches the endpoint and no file of the workspace, not even when the endpoint echoes it", async () => {
  await serve({
    key: SECRET_KEY,
    faults: {
      2: { type: "status", status: 400, error: { message: `Bad request by ${SECRET_KEY}` } },
    },
  });
  const { line } = openLine();
  const recorder = createTracing().record("t");
  await call(line, { recorder, path: "good" });
  expect(await codeOf(call(line, { recorder, path: "bad" }))).toBe("model-refused");
  store.atomic(() =>
    store.traces.append(
      { id: recorder.trace, name: "t", run: null, startedAt: 0, durationMs: 0 },
      recorder.spans(),
    ),
  );
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array.from({ length: 2 }, () => `Bearer ${SECRET_KEY}`),
  );
  expect(JSON.stringify(recorder.spans())).not.toContain(SECRET_KEY);
  const files = ["workspace.sqlite", "workspace.sqlite-wal"].map((name) =>
    readFileSync(join(place.folder, name)),
  );
  expect(files.map((bytes) => bytes.includes(SECRET_KEY))).toEqual([false, false]);
});
