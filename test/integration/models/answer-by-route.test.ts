import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openModelLine } from "#core/app/models/models.ts";
import { sleep } from "#core/app/system.ts";
import type { AppError } from "#core/base/app-error.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { RouteOrder } from "#core/domain/route.ts";
import { answerByRoute } from "#core/models/answer-by-route.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import type { ModelAnswer, ModelEnd, ModelLine } from "#core/models/model-line.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { providerFor } from "#test/support/openai-client.ts";
import {
  startOpenAiServer,
  type OpenAiServer,
  type OpenAiServerOptions,
} from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const REQUEST: ChatRequest = {
  model: "first",
  messages: [{ role: "user", content: "What is 2+2?" }],
  sampling: { maxOutputTokens: 20 },
};
const USAGE = { promptTokens: 10, completionTokens: 1 };
/** The second is the cheaper one; the third has no price for a question of more than a token. */
const PRICES = createPriceTable({
  "a/first": { inputUsdPerMillion: 9, cachedInputUsdPerMillion: 9, outputUsdPerMillion: 9 },
  "c/third": {
    inputUsdPerMillion: 0,
    cachedInputUsdPerMillion: 0,
    outputUsdPerMillion: 0,
    maxInputTokens: 1,
  },
  "b/second": { inputUsdPerMillion: 1, cachedInputUsdPerMillion: 1, outputUsdPerMillion: 1 },
});
const UNAVAILABLE = { type: "status", status: 503, error: { message: "down" } } as const;

let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
let ledger: Ledger;
const servers: OpenAiServer[] = [];

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
  ledger = createLedger({
    caps: {},
    spent: NO_SPEND,
    elapsedMs: 0,
    clock: performance,
    mayCostUnknown: true,
  });
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  store.close();
  place.remove();
});

async function serve(options: Partial<OpenAiServerOptions> = {}): Promise<OpenAiServer> {
  const server = await startOpenAiServer({ reply: () => ({ text: "4", usage: USAGE }), ...options });
  servers.push(server);
  return server;
}

/** A line to the first of them, with all as its route. One attempt each: what retries do is not of interest here. */
function lineTo(
  ends: ReadonlyArray<readonly [id: string, model: string, at: OpenAiServer]>,
  order: RouteOrder,
): ModelLine {
  const open = ends.map(([id, model, server]): ModelEnd & ModelLine => {
    const provider = providerFor(server, { id });
    const line = openModelLine(store, provider, { ledger, modelName: model, prices: PRICES });
    return { ...line, sleep, model, retry: async (attempt) => attempt() };
  });
  const [first] = open;
  if (first === undefined) throw new Error("A line has an end.");
  return { ...first, route: { order, ends: open } };
}

async function ask(line: ModelLine, path = "run/1"): Promise<ModelAnswer> {
  const signal = new AbortController().signal;
  return answerByRoute(line, REQUEST, { path, signal, onRetry: () => undefined });
}

const modelsAsked = ({ requests }: OpenAiServer): readonly string[] => requests.map(({ body }) => body.model);

describe("[M25] a route's models are asked in turn, and it is said which one answered", () => {
  it("the first answers, and no other is asked", async () => {
    const [a, b] = [await serve(), await serve()];
    const { by, turn } = await ask(
      lineTo(
        [
          ["a", "first", a],
          ["b", "second", b],
        ],
        "listed",
      ),
    );
    expect([turn.text, by]).toEqual(["4", { model: "a/first", passedOver: [] }]);
    expect([modelsAsked(a), modelsAsked(b)]).toEqual([["first"], []]);
  });

  it("where the first gives no answer the next one is asked, by its own name, and both are told of", async () => {
    const [a, b] = [await serve({ faults: () => UNAVAILABLE }), await serve()];
    const { by } = await ask(
      lineTo(
        [
          ["a", "first", a],
          ["b", "second", b],
        ],
        "listed",
      ),
    );
    expect(by).toEqual({ model: "b/second", passedOver: [{ model: "a/first", code: "model-unavailable" }] });
    expect(modelsAsked(b)).toEqual(["second"]);
  });

  it("one that gave no answer is passed by for a while, then asked again", async () => {
    const [a, b] = [await serve({ faults: { 1: UNAVAILABLE } }), await serve()];
    const line = lineTo(
      [
        ["a", "first", a],
        ["b", "second", b],
      ],
      "listed",
    );
    const models: (string | undefined)[] = [];
    for (let call = 1; call <= 22; call += 1) models.push((await ask(line, `run/${call}`)).by?.model);
    expect(models).toEqual([...Array.from({ length: 21 }, () => "b/second"), "a/first"]);
  });

  it("a refusal of the request is an answer: nobody else is asked", async () => {
    const refused = {
      type: "status",
      status: 400,
      error: { message: "too long", code: "context_length_exceeded" },
    } as const;
    const [a, b] = [await serve({ faults: () => refused }), await serve()];
    const line = lineTo(
      [
        ["a", "first", a],
        ["b", "second", b],
      ],
      "listed",
    );
    const error = await ask(line).catch((thrown: unknown) => thrown as AppError);
    expect([(error as AppError).code, b.requests.length]).toEqual(["model-refused", 0]);
  });

  it("the cheapest for this call is asked first, those of unknown price last", async () => {
    const [a, b, c] = [await serve(), await serve({ faults: { 1: UNAVAILABLE } }), await serve()];
    const line = lineTo(
      [
        ["c", "third", c],
        ["a", "first", a],
        ["b", "second", b],
      ],
      "cheapest",
    );
    const { by } = await ask(line);
    expect(by).toEqual({ model: "a/first", passedOver: [{ model: "b/second", code: "model-unavailable" }] });
    expect(c.requests).toEqual([]);
  });

  it("an answer that is on the tape is not paid again, though the first would answer by now", async () => {
    const [a, b] = [await serve({ faults: { 1: UNAVAILABLE } }), await serve()];
    const ends = [
      ["a", "first", a],
      ["b", "second", b],
    ] as const;
    await ask(lineTo(ends, "listed"));
    const before = ledger.spent();
    const { by } = await ask(lineTo(ends, "listed"));
    expect([by?.model, a.requests.length, b.requests.length]).toEqual(["b/second", 1, 1]);
    expect(ledger.spent()).toEqual(before);
  });

  it("[B5] a call that was in flight at a death is on the bill, whichever of them it was made to", async () => {
    const [a, b] = [await serve(), await serve()];
    const line = lineTo(
      [
        ["a", "first", a],
        ["b", "second", b],
      ],
      "listed",
    );
    const reserved = { calls: 1, inputTokens: 600, outputTokens: 2000, usd: 0 };
    for (const path of ["run/1", "run/1~1"])
      line.tape.put(path, () => ({ requestHash: "x", reserved, response: null }), NO_SPEND);
    await ask(line);
    expect(ledger.spent()).toMatchObject({ calls: 3, inputTokens: 1210, reservedCalls: 2 });
    expect([line.tape.find("run/1~1"), b.requests.length]).toEqual([null, 0]);
  });

  it("a call that began before the first failed does not call it back", async () => {
    const held = Promise.withResolvers<void>();
    const a = await serve({
      reply: async ({ call }) => {
        if (call === 1) await held.promise;
        return { text: "4", usage: USAGE };
      },
      faults: { 2: UNAVAILABLE },
    });
    const b = await serve();
    const line = lineTo(
      [
        ["a", "first", a],
        ["b", "second", b],
      ],
      "listed",
    );
    const early = ask(line, "run/1");
    await a.waitForRequests(1);
    await ask(line, "run/2");
    held.resolve();
    expect((await early).by?.model).toBe("a/first");
    expect((await ask(line, "run/3")).by?.model).toBe("b/second");
  });

  it("where none answers, the error names each with what it failed by", async () => {
    const key = { type: "status", status: 401, error: { message: "no" } } as const;
    const [a, b] = [await serve({ faults: () => key }), await serve({ faults: () => UNAVAILABLE })];
    const line = lineTo(
      [
        ["a", "first", a],
        ["b", "second", b],
      ],
      "listed",
    );
    const error = (await ask(line).catch((thrown: unknown) => thrown)) as AppError;
    expect(error.code).toBe("model-key-missing");
    expect(error.message).toMatch(/^None of the models answered\. a\/first: .*401.* b\/second: .*503/);
  });
});
