import { afterEach, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { retryAfterMsOf, withRetry, type RetryEvent } from "#core/models/retry.ts";
import {
  everythingIn,
  openAiProviderFor,
  PRIVATE_REQUEST,
  providerFor,
  readError,
  readParts,
  SECRET_KEY,
  SECRET_TEXT,
} from "#test/support/openai-client.ts";
import { startOpenAiServer, type Fault, type OpenAiServer } from "#test/support/openai-server.ts";

let server: OpenAiServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function startWith(fault: Fault): Promise<OpenAiServer> {
  server = await startOpenAiServer({ reply: [{ text: "Hello, world" }], faults: () => fault });
  return server;
}

type Outcome = {
  readonly code: AppError["code"];
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
};

/** What servers like to do: repeat the request and the key in their error text. */
const INDISCREET = `You sent ${SECRET_TEXT} with Bearer ${SECRET_KEY}`;
const status = (code: number, rest: Partial<Extract<Fault, { type: "status" }>> = {}): Fault => ({
  type: "status",
  status: code,
  ...rest,
  error: { message: INDISCREET, ...rest.error },
});
const event = (data: object, afterEvents = 2): Fault => ({
  type: "bad-event",
  afterEvents,
  data: JSON.stringify(data),
});

const FAILURES: readonly (readonly [title: string, fault: Fault, outcome: Outcome])[] = [
  ["400", status(400), { code: "model-refused", retryable: false }],
  ["401", status(401), { code: "model-key-missing", retryable: false }],
  ["402", status(402), { code: "model-account-refused", retryable: false }],
  ["403", status(403), { code: "model-account-refused", retryable: false }],
  [
    "403 for what moderation flagged in one request",
    status(403, { error: { message: `Your input was flagged. ${INDISCREET}` } }),
    { code: "model-refused", retryable: false },
  ],
  ["404", status(404), { code: "model-unknown", retryable: false }],
  ["408", status(408), { code: "model-unavailable", retryable: true }],
  ["409", status(409), { code: "model-unavailable", retryable: true }],
  ["413", status(413), { code: "model-refused", retryable: false }],
  ["422", status(422), { code: "model-refused", retryable: false }],
  ["429", status(429), { code: "model-rate-limited", retryable: true }],
  ["500", status(500), { code: "model-unavailable", retryable: true }],
  [
    "502 with a page",
    status(502, { body: `<html>${INDISCREET}</html>` }),
    { code: "model-unavailable", retryable: true },
  ],
  ["529", status(529), { code: "model-unavailable", retryable: true }],
  [
    "429 with retry-after-ms",
    status(429, { headers: { "retry-after-ms": "1500", "retry-after": "9" } }),
    { code: "model-rate-limited", retryable: true, retryAfterMs: 1500 },
  ],
  [
    "429 with retry-after in seconds",
    status(429, { headers: { "retry-after": "2.5" } }),
    { code: "model-rate-limited", retryable: true, retryAfterMs: 2500 },
  ],
  [
    "503 with retry-after as a date, by the endpoint's own clock",
    status(503, {
      headers: { "retry-after": "Tue, 01 Jan 2030 00:00:30 GMT", date: "Tue, 01 Jan 2030 00:00:00 GMT" },
    }),
    { code: "model-unavailable", retryable: true, retryAfterMs: 30_000 },
  ],
  [
    "429 with a retry-after that says nothing",
    status(429, { headers: { "retry-after": "soon" } }),
    { code: "model-rate-limited", retryable: true },
  ],
  [
    "429 for a used-up quota",
    status(429, { error: { code: "insufficient_quota" } }),
    { code: "model-account-refused", retryable: false },
  ],
  [
    "400 for a spending limit that is reached",
    status(400, { error: { code: "billing_hard_limit_reached" } }),
    { code: "model-account-refused", retryable: false },
  ],
  [
    "400 for a request longer than the context",
    status(400, { error: { code: "context_length_exceeded" } }),
    { code: "model-refused", retryable: false },
  ],
  [
    "400 for an unknown model",
    status(400, { error: { code: "model_not_found" } }),
    { code: "model-unknown", retryable: false },
  ],
  [
    "a redirect",
    status(307, { headers: { location: "http://127.0.0.1:1/v1/chat/completions" } }),
    { code: "model-unknown", retryable: false },
  ],
  [
    "a page",
    status(200, { headers: { "content-type": "text/html" }, body: "<html>" }),
    { code: "model-malformed", retryable: false },
  ],
  ["a document", status(200, { body: '{"choices":[]}' }), { code: "model-malformed", retryable: false }],
  ["an empty stream", { type: "cut", afterEvents: 0 }, { code: "model-truncated", retryable: true }],
  ["a stream cut off", { type: "cut", afterEvents: 2 }, { code: "model-truncated", retryable: true }],
  [
    "a connection broken off",
    { type: "cut", afterEvents: 2, isReset: true },
    { code: "model-truncated", retryable: true },
  ],
  [
    "a chunk that is not JSON",
    { type: "bad-event", afterEvents: 2, data: `{"choices": ${INDISCREET}` },
    { code: "model-malformed", retryable: true },
  ],
  [
    "a chunk that is a list of numbers",
    { type: "bad-event", afterEvents: 2, data: "[1, 2]" },
    { code: "model-malformed", retryable: true },
  ],
  [
    "a chunk with text that is true",
    event({ choices: [{ index: 0, delta: { content: true } }] }),
    { code: "model-malformed", retryable: true },
  ],
  [
    "a tool call without a name",
    event({
      choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: "a", function: { arguments: "{}" } }] } }],
    }),
    { code: "model-malformed", retryable: true },
  ],
  [
    "an error in mid-stream with a status in its code",
    event({ error: { code: 429, message: INDISCREET } }),
    { code: "model-rate-limited", retryable: true },
  ],
  [
    "an error in mid-stream by its type",
    event({ error: { type: "invalid_request_error", message: INDISCREET } }),
    { code: "model-refused", retryable: false },
  ],
  [
    "an error in mid-stream without either",
    event({ error: { message: INDISCREET } }),
    { code: "model-unavailable", retryable: true },
  ],
  [
    "a model that failed half-way and says so as its reason",
    event({ choices: [{ index: 0, delta: {}, finish_reason: "error" }] }, 5),
    { code: "model-truncated", retryable: true },
  ],
];

describe("a failing endpoint", () => {
  it.each(FAILURES)("answers %s: told by its code, and without the key", async (_title, fault, outcome) => {
    const { baseUrl, origin } = await startWith(fault);
    const error = await readError(providerFor({ baseUrl }));
    expect({ code: error.code, retryable: error.retryable, retryAfterMs: retryAfterMsOf(error) }).toEqual({
      retryAfterMs: null,
      ...outcome,
    });
    expect(error.message).toContain(error.message.startsWith("The endpoint sent a tool call") ? "" : origin);
    expect(error.hint).not.toBe("");
    expect(everythingIn(error)).not.toContain(SECRET_KEY);
  });

  it("names the status, so that a person can look it up", async () => {
    const { baseUrl, origin } = await startWith(status(418));
    expect((await readError(providerFor({ baseUrl }))).message).toContain(`${origin} answered 418`);
  });

  it("that is not there is unavailable, by the name of the socket's error", async () => {
    const gone = await startWith(status(500));
    await gone.close();
    const error = await readError(providerFor(gone));
    expect(error).toMatchObject({ code: "model-unavailable", retryable: true });
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("that is OpenAI's own is not asked without a key", async () => {
    const { baseUrl, requests } = await startWith(status(500));
    const error = await readError(openAiProviderFor({ baseUrl }, { apiKey: () => null }));
    expect(error).toMatchObject({ code: "model-key-missing", retryable: false });
    expect({ hasHint: error.hint !== "", requests: requests.length }).toEqual({ hasHint: true, requests: 0 });
  });

  // Some answer 400, and say by a code what it is about.
  const REFUSALS = [status(401), status(400, { error: { code: "invalid_api_key" } })];
  it.each([
    ["a key it does not accept", SECRET_KEY, "does not accept the key", "Check the key"],
    [
      "no key though it wants one",
      null,
      "wants a key and there is none",
      "Add a key in Settings, or set LOOPBACK_API_KEY.",
    ],
  ])("tells %s apart", async (_title, key, expected, hint) => {
    for (const refusal of REFUSALS) {
      const { baseUrl } = await startWith(refusal);
      const error = await readError(providerFor({ baseUrl }, { apiKey: () => key }));
      expect(error).toMatchObject({ code: "model-key-missing", retryable: false });
      expect(error.message).toContain(expected);
      expect(error.hint).toContain(hint);
      await server?.close();
    }
  });

  it("that quotes the key in its answer is not quoted", async () => {
    server = await startOpenAiServer({ reply: [{ text: "a" }], key: "sk-the-right-one" });
    const error = await readError(providerFor(server));
    expect(error.code).toBe("model-key-missing");
    expect(everythingIn(error)).not.toContain(SECRET_KEY);
  });
});

describe("a refusal", () => {
  const output = { name: "order", schema: { type: "object" } };

  it.each([
    ["by its parameter", { param: "response_format" }],
    ["by its text", { message: "'response_format.type' must be 'text'" }],
  ])(
    "of structured output is named as that, %s, and nothing is tried behind the user's back",
    async (_how, error) => {
      const { baseUrl, requests } = await startWith(status(400, { error }));
      const refusal = await readError(providerFor({ baseUrl }), { ...PRIVATE_REQUEST, output });
      expect(refusal).toMatchObject({ code: "model-refused", retryable: false });
      expect(refusal.message).toContain("does not support structured output");
      expect(refusal.hint).toContain("response_format");
      expect(requests).toHaveLength(1);
    },
  );

  it("of one setting names the setting", async () => {
    const { baseUrl } = await startWith(
      status(400, { error: { param: "temperature", code: "unsupported_value" } }),
    );
    const sampling = { temperature: 0 };
    expect((await readError(providerFor({ baseUrl }), { ...PRIVATE_REQUEST, sampling })).message).toContain(
      "the setting “temperature”",
    );
  });

  it("[M23] is told with the endpoint's own words, without keys, in one line and shortened", async () => {
    const long = `${SECRET_TEXT}\n and ${SECRET_KEY}, ${"more ".repeat(200)}`;
    const { baseUrl } = await startWith(status(400, { error: { message: long } }));
    const { message } = await readError(providerFor({ baseUrl }));
    expect(message).toContain(`It said: “${SECRET_TEXT} and [key], more more`);
    expect(message.length).toBeLessThan(450);
    expect(message).not.toContain("\n");
  });

  it("[M23] that came without a status is one all the same", async () => {
    const message = "Insufficient credits. Add more";
    const { baseUrl } = await startWith(event({ error: { message } }, 0));
    expect(await readError(providerFor({ baseUrl }))).toMatchObject({
      code: "model-account-refused",
      retryable: false,
    });
  });

  it("[M23] that is a redirect says where it points, without what may be a token", async () => {
    const headers = { location: "http://elsewhere.example/v1/chat/completions?token=abc" };
    const { baseUrl } = await startWith(status(307, { headers, error: { message: "moved" } }));
    const { message } = await readError(providerFor({ baseUrl }));
    expect(message).toContain("http://elsewhere.example/v1/chat/completions”");
  });

  it("[M23] without a word quotes none", async () => {
    const { baseUrl } = await startWith({ type: "status", status: 418, body: "" });
    expect((await readError(providerFor({ baseUrl }))).message).not.toContain("It said");
  });

  it("[M23] names neither parameters nor codes of the endpoint as if they were ours", async () => {
    const { baseUrl } = await startWith(
      status(400, { error: { message: "", param: SECRET_TEXT, code: SECRET_KEY } }),
    );
    const everything = everythingIn(
      await readError(providerFor({ baseUrl }), { ...PRIVATE_REQUEST, output }),
    );
    expect(everything).not.toContain(SECRET_KEY);
    expect(everything).not.toContain(SECRET_TEXT);
  });
});

describe("retries over real HTTP", () => {
  async function retryWith(faults: Readonly<Record<number, Fault>>, waits: number[]) {
    server = await startOpenAiServer({ reply: [{ text: "Hello" }], faults });
    const provider = providerFor(server);
    const events: RetryEvent[] = [];
    const parts = await withRetry(
      {
        attempts: 4,
        baseDelayMs: 100,
        maxDelayMs: 1000,
        maxRetryAfterMs: 10_000,
        random: keyedRandom("retries"),
        sleep: async (delayMs) => void waits.push(delayMs),
        onRetry: (event) => events.push(event),
      },
      async () => readParts(provider),
      new AbortController().signal,
    );
    return { parts, events, requests: server.requests.length };
  }

  it("go through a rate limit, a failure and a cut, and tell of each", async () => {
    const waits: number[] = [];
    const { parts, events, requests } = await retryWith(
      {
        1: status(429, { headers: { "retry-after-ms": "4000" } }),
        2: status(500),
        3: { type: "cut", afterEvents: 1 },
      },
      waits,
    );
    expect(events.map(({ attempt, error }) => [attempt, error.code])).toEqual([
      [1, "model-rate-limited"],
      [2, "model-unavailable"],
      [3, "model-truncated"],
    ]);
    expect(waits[0]).toBe(4000);
    expect(requests).toBe(4);
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  });

  it("are ours alone: the SDK adds none", async () => {
    const { baseUrl, requests } = await startWith(status(500));
    await readError(providerFor({ baseUrl }));
    expect(requests).toHaveLength(1);
  });
});
