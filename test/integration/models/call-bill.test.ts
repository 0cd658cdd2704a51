import { setGlobalProxyFromEnv } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openModelLine } from "#core/app/models/models.ts";
import type { AppError } from "#core/base/app-error.ts";
import { NO_SPEND, type Caps, type Spend } from "#core/domain/spend.ts";
import { callModel } from "#core/models/call-model.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import type { ChatRequest, ModelProvider } from "#core/models/provider.ts";
import { createTracing } from "#core/recording/tracing.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { startDrip, startHostile } from "#test/support/hostile-server.ts";
import { providerFor } from "#test/support/openai-client.ts";
import {
  startOpenAiServer,
  type Fault,
  type OpenAiServer,
  type OpenAiServerOptions,
} from "#test/support/openai-server.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

/** 1000 and 2000 dollars per token, so that a dollar is a thousandth of one. */
const PRICES = createPriceTable({
  "loopback/m": { inputUsdPerMillion: 1e9, cachedInputUsdPerMillion: 1e9, outputUsdPerMillion: 2e9 },
});

const TEXT = "The customer wants two boxes of the blue kind and pays on delivery.";
const WORDS = "one two three four five six seven eight nine ten";
const REQUEST: ChatRequest = {
  model: "m",
  messages: [{ role: "user", content: TEXT }],
  sampling: { maxOutputTokens: 400 },
};
/** What the endpoint counts for the request: its words, and four for the message. */
const INPUT = countTokens(TEXT) + 4;
const OUTPUT = countTokens(WORDS);

let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  store.close();
  place.remove();
});

async function serve(options: Partial<OpenAiServerOptions>): Promise<OpenAiServer> {
  const server = await startOpenAiServer({ reply: () => ({ text: WORDS, usage: null }), ...options });
  closers.push(server.close);
  return server;
}

type Called = { readonly code: string; readonly spend: Spend };

async function call(
  provider: ModelProvider,
  { caps = {}, signal = new AbortController().signal, attempts = 1, path = "p" }: CallOptions = {},
): Promise<Called> {
  const ledger = createLedger({ caps, spent: NO_SPEND, elapsedMs: 0, clock: performance });
  const opened = openModelLine(store, provider, { ledger, modelName: "m", prices: PRICES });
  const line = {
    ...opened,
    retry: async <T>(attempt: () => Promise<T>): Promise<T> => {
      for (let left = attempts; left > 1; left -= 1) {
        const answer = await attempt().catch(() => null);
        if (answer !== null) return answer;
      }
      return attempt();
    },
  };
  const recorder = createTracing().record(path);
  const parent = recorder.start({ name: "parent", kind: "internal", attributes: {} });
  const code = await callModel(line, REQUEST, { path, recorder, parent, signal }).then(
    () => "answered",
    (error: AppError) => error.code,
  );
  return { code, spend: ledger.spent() };
}

type CallOptions = {
  readonly caps?: Caps;
  readonly signal?: AbortSignal;
  readonly attempts?: number;
  readonly path?: string;
};

/** What that much costs, in the same form as the ledger has it. */
function bill(
  calls: number,
  [inputTokens, outputTokens]: readonly [number, number],
  countedCalls = 0,
): Spend {
  const usd = 1000 * inputTokens + 2000 * outputTokens;
  const sum = { calls, inputTokens, outputTokens, usd };
  return countedCalls === 0 ? sum : { ...sum, countedCalls };
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    sockets.add(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

const at = (baseUrl: string): ModelProvider => providerFor({ baseUrl }, { id: "loopback" });

describe("[B8] what never left this machine costs nothing", () => {
  it.each([
    ["a refused connection", "http://127.0.0.1:9/v1"],
    ["a port that no browser asks", "http://127.0.0.1:1/v1"],
    ["an unknown host", "http://nosuch.invalid/v1"],
  ])("%s", async (_title, baseUrl) => {
    expect(await call(at(baseUrl))).toEqual({ code: "model-unavailable", spend: NO_SPEND });
  });

  it("a server that speaks no TLS", async () => {
    const { baseUrl, requests } = await serve({});
    const { spend } = await call(at(baseUrl.replace("http:", "https:")));
    expect([spend, requests.length]).toEqual([NO_SPEND, 0]);
  });

  it("a connection that breaks off in the TLS handshake", async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    expect((await call(at(`https://127.0.0.1:${port}/v1`))).spend).toEqual(NO_SPEND);
  });

  it("a proxy that refuses", async () => {
    const refuse = createServer((socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"));
    });
    const proxy = `http://127.0.0.1:${await listen(refuse)}`;
    const restore = setGlobalProxyFromEnv({ HTTPS_PROXY: proxy });
    try {
      expect((await call(at("https://models.test/v1"))).spend).toEqual(NO_SPEND);
    } finally {
      restore();
    }
  });

  it("a call that is called off while it waits for a connection", async () => {
    const stop = new AbortController();
    // It takes connections and never begins to speak TLS.
    const port = await listen(createServer(() => stop.abort()));
    const { code, spend } = await call(at(`https://127.0.0.1:${port}/v1`), { signal: stop.signal });
    expect({ code, spend }).toEqual({ code: "cancelled", spend: NO_SPEND });
  });
});

const usage = (promptTokens: number, completionTokens: number) => ({ promptTokens, completionTokens });
const status = (code: number, rest: Partial<Extract<Fault, { type: "status" }>> = {}): Fault => ({
  type: "status",
  status: code,
  ...rest,
});
const REPORT = { prompt_tokens: 17, completion_tokens: 3 };

describe("[B8] what reached the endpoint costs what happened there, to the token", () => {
  const ENDINGS: readonly (readonly [
    title: string,
    options: Partial<OpenAiServerOptions>,
    expected: Spend,
  ])[] = [
    ["an answer with its usage", { reply: [{ text: WORDS, usage: usage(19, 11) }] }, bill(1, [19, 11])],
    ["an answer without", {}, bill(1, [INPUT, OUTPUT], 1)],
    ...[204, 304, 400, 404, 429, 500, 503].map(
      (code) => [`a ${code}`, { faults: () => status(code) }, bill(1, [0, 0])] as const,
    ),
    [
      "an error that reports what was used",
      { faults: () => status(500, { body: JSON.stringify({ error: { message: "x" }, usage: REPORT }) }) },
      bill(1, [17, 3]),
    ],
    [
      "a document where a stream was asked for, with its usage",
      {
        faults: () => status(200, { body: JSON.stringify({ choices: [{ message: {} }], usage: REPORT }) }),
      },
      bill(1, [17, 3]),
    ],
    [
      "a page",
      { faults: () => status(200, { headers: { "content-type": "text/html" }, body: "<p>" }) },
      bill(1, [0, 0]),
    ],
    [
      "an error in place of the first chunk",
      { faults: { 1: { type: "bad-event", afterEvents: 0, data: '{"error":{"code":429}}' } } },
      bill(1, [0, 0]),
    ],
    [
      "an answer that the endpoint cuts off",
      { chunkCharacters: 5, faults: { 1: { type: "cut", afterEvents: 3 } } },
      bill(1, [INPUT, countTokens(WORDS.slice(0, 10))], 1),
    ],
    [
      "a connection that breaks off",
      { chunkCharacters: 5, faults: { 1: { type: "cut", afterEvents: 3, isReset: true } } },
      bill(1, [INPUT, countTokens(WORDS.slice(0, 10))], 1),
    ],
    [
      "a usage of zero for a prompt that was sent",
      { reply: [{ text: WORDS, usage: usage(0, 0) }] },
      bill(1, [INPUT, OUTPUT], 1),
    ],
    [
      "a usage without bounds",
      { reply: [{ text: WORDS, usage: usage(2 ** 53 - 1, 2 ** 53 - 1) }] },
      bill(1, [INPUT, OUTPUT], 1),
    ],
    [
      "more output than was asked for by far",
      { reply: [{ text: WORDS, usage: usage(19, 5000) }] },
      bill(1, [INPUT, OUTPUT], 1),
    ],
    [
      "more cached input than was sent by far",
      { reply: [{ text: WORDS, usage: { ...usage(19, 11), cachedTokens: 1e12 } }] },
      bill(1, [INPUT, OUTPUT], 1),
    ],
    ["a negative usage", { reply: [{ text: WORDS, usage: usage(-5, 11) }] }, bill(1, [INPUT, OUTPUT], 1)],
    ["a broken usage", { reply: [{ text: WORDS, usage: usage(19.5, 11) }] }, bill(1, [INPUT, OUTPUT], 1)],
  ];

  it("an answer that never came, for all its signs of life: its input, and nothing written", async () => {
    const beating = await startHostile(async (write) => {
      for (let goesOn = true; goesOn;) {
        goesOn = await write(": still here\n\ndata:\n\n");
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      }
    });
    closers.push(beating.close);
    const provider = providerFor(beating, { id: "loopback", patience: { wordMs: 200 } });
    expect(await call(provider)).toEqual({ code: "model-timeout", spend: bill(1, [INPUT, 0], 1) });
  });

  it("an answer that is thought up to the limit: what was thought is output", async () => {
    const thought = JSON.stringify({
      choices: [{ delta: { reasoning_content: WORDS }, finish_reason: "length" }],
    });
    const { baseUrl } = await serve({ reply: [{ events: [thought] }] });
    expect((await call(at(baseUrl))).spend).toEqual(bill(1, [INPUT, OUTPUT], 1));
  });

  it.each(ENDINGS)("%s", async (_title, options, expected) => {
    const { baseUrl, requests } = await serve(options);
    const { spend } = await call(at(baseUrl));
    expect(spend).toEqual(expected);
    expect(requests).toHaveLength(spend.calls);
  });

  it("an answer of which far too little is reported for what was sent and written", async () => {
    const long = `${WORDS} `.repeat(30);
    const { baseUrl } = await serve({ reply: [{ text: long, usage: usage(INPUT, 1) }] });
    expect((await call(at(baseUrl))).spend).toEqual(bill(1, [INPUT, countTokens(long)], 1));
  });

  it("an answer that is called off in the middle: its input and what it had written", async () => {
    const stop = new AbortController();
    const server = await serve({ chunkCharacters: 5, faults: { 1: { type: "hang", afterEvents: 3 } } });
    const provider = at(server.baseUrl);
    const listening: ModelProvider = {
      ...provider,
      stream: async function* (...asked) {
        let seen = 0;
        for await (const part of provider.stream(...asked)) {
          yield part;
          seen += 1;
          if (seen === 2) setImmediate(() => stop.abort());
        }
      },
    };
    const { code, spend } = await call(listening, { signal: stop.signal });
    expect({ code, spend }).toEqual({
      code: "cancelled",
      spend: bill(1, [INPUT, countTokens(WORDS.slice(0, 10))], 1),
    });
  });

  it("one that is called off before its first word: its input", async () => {
    const stop = new AbortController();
    const server = await serve({ faults: { 1: { type: "hang" } } });
    const called = call(at(server.baseUrl), { signal: stop.signal });
    await server.waitForRequests(1);
    stop.abort();
    expect((await called).spend).toEqual(bill(1, [INPUT, 0], 1));
  });

  it("retries add up: each attempt at its own ending", async () => {
    const { baseUrl, requests } = await serve({
      chunkCharacters: 5,
      reply: () => ({ text: WORDS, usage: usage(19, 11) }),
      faults: { 1: status(429), 2: { type: "cut", afterEvents: 3 } },
    });
    const { code, spend } = await call(at(baseUrl), { attempts: 3 });
    const [input, output] = [INPUT + 19, countTokens(WORDS.slice(0, 10)) + 11];
    expect({ code, spend }).toEqual({ code: "answered", spend: bill(3, [input, output], 1) });
    expect(requests).toHaveLength(3);
  });

  it("what is on the tape costs nothing again", async () => {
    const { baseUrl, requests } = await serve({});
    await call(at(baseUrl));
    expect((await call(at(baseUrl))).spend).toEqual(NO_SPEND);
    expect(requests).toHaveLength(1);
  });
});

describe("what is sent", () => {
  it("[B7] every request says how much output was reserved for it, also where nobody limited it", async () => {
    const { baseUrl, requests } = await serve({});
    const ledger = createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 0, clock: performance });
    const line = openModelLine(store, at(baseUrl), { ledger, modelName: "m", prices: PRICES });
    const recorder = createTracing().record("t");
    const parent = recorder.start({ name: "parent", kind: "internal", attributes: {} });
    const reserved: Spend[] = [];
    const noting = {
      ...line,
      ledger: {
        ...ledger,
        reserve: async (worst: Spend, signal: AbortSignal) => {
          reserved.push(worst);
          return ledger.reserve(worst, signal);
        },
      },
    };
    for (const sampling of [{}, { maxOutputTokens: 7 }]) {
      const context = { path: `p${reserved.length}`, recorder, parent, signal: new AbortController().signal };
      await callModel(noting, { ...REQUEST, sampling }, context);
    }
    expect(requests.map(({ body }) => body["max_tokens"])).toEqual(
      reserved.map(({ outputTokens }) => outputTokens),
    );
    expect(requests.map(({ body }) => body["max_tokens"])).toEqual([4096, 7]);
  });
});

describe("[B11] a cap on time", () => {
  it("binds while an answer drips in: the call is cut off, named, and charged for what came", async () => {
    const dripping = await startDrip(5);
    closers.push(dripping.close);
    const { code, spend } = await call(at(dripping.baseUrl), { caps: { maxSeconds: 0.3 } });
    expect(code).toBe("budget-exhausted");
    expect(spend).toMatchObject({ calls: 1, inputTokens: INPUT, countedCalls: 1 });
    expect(spend.outputTokens).toBeGreaterThan(0);
  });

  it("binds in the wait between two attempts as well", async () => {
    const { baseUrl } = await serve({
      faults: () => status(429, { headers: { "retry-after": "50" } }),
    });
    const ledger = createLedger({
      caps: { maxSeconds: 0.2 },
      spent: NO_SPEND,
      elapsedMs: 0,
      clock: performance,
    });
    const line = openModelLine(store, at(baseUrl), { ledger, modelName: "m", prices: PRICES });
    const recorder = createTracing().record("t");
    const parent = recorder.start({ name: "parent", kind: "internal", attributes: {} });
    const context = { path: "p", recorder, parent, signal: new AbortController().signal };
    await expect(callModel(line, REQUEST, context)).rejects.toMatchObject({ code: "budget-exhausted" });
  });
});
