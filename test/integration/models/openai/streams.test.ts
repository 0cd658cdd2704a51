import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { AppError } from "#core/base/app-error.ts";
import { collectTurn } from "#core/models/collect-turn.ts";
import { PRIVATE_REQUEST, providerFor } from "#test/support/openai-client.ts";
import { answerOf, readStream, STREAM_NAMES, type Outcome } from "#test/support/stream-answers.ts";

/** What each recorded stream says. */
const SAID: Readonly<Record<string, object>> = {
  openai: {
    text: "Grüße: “3 × 4” is 12 🫒.\n",
    reason: "stop",
    usage: { inputTokens: 21, outputTokens: 14 },
  },
  anthropic: {
    text: "I look both up.",
    toolCalls: [
      { callId: "toolu_01", toolName: "find", argumentsText: '{"name": "olives, \\"green\\""}' },
      { callId: "toolu_02", toolName: "find", argumentsText: '{"name": "Öl"}' },
    ],
    reason: "tool-calls",
    usage: { inputTokens: 420, outputTokens: 61 },
  },
  // Its sum has what was thought in it, its output has not.
  gemini: {
    text: "Both.",
    toolCalls: [
      { callId: "function-call-1", toolName: "add", argumentsText: '{"a":17}' },
      { callId: "call00001", toolName: "add", argumentsText: '{"a":25}' },
    ],
    reason: "tool-calls",
    usage: { inputTokens: 30, outputTokens: 62 },
  },
  vllm: { text: "\n\nTwo eggs", thought: "12 eggs, two left.", reason: "stop", usage: { outputTokens: 9 } },
  "llama-cpp": { text: '{"total": 5}', thought: '\nPerhaps {"total": 1}?\n', reason: "stop" },
  ollama: {
    text: "",
    thought: "Add, then look.",
    toolCalls: [
      { callId: "call_a1", toolName: "add", argumentsText: '{"a":1,"b":2}' },
      { callId: "call_b2", toolName: "add", argumentsText: '{"a":3,"b":4}' },
    ],
    reason: "tool-calls",
    usage: { inputTokens: 166, outputTokens: 40 },
  },
  "lm-studio": { text: "One,\ttwo", reason: "stop", usage: { inputTokens: 9, outputTokens: 5 } },
  openrouter: { text: "Yes \\ no", thought: "The user", usage: { inputTokens: 12, outputTokens: 9 } },
  groq: { text: "A number: 4½", reason: "stop", usage: { inputTokens: 38, outputTokens: 7 } },
  deepseek: { text: "9.8 is greater.", thought: "9.11 or 9.8?", usage: { outputTokens: 31 } },
};

function* inPieces(bytes: Buffer, ends: readonly number[]): Generator<Buffer> {
  let start = 0;
  for (const end of [...ends.toSorted((a, b) => a - b), bytes.length]) {
    if (end > start) yield bytes.subarray(start, end);
    start = Math.max(start, end);
  }
}

const SPLITS = Object.fromEntries(STREAM_NAMES.map((name) => [name, readStream(name)]));
const bytesOf = (name: string): Buffer => SPLITS[name] ?? Buffer.alloc(0);

describe("[M30, M31] ten recorded streams", () => {
  it.each(STREAM_NAMES)(
    "%s: say what they say, whole, in single bytes, and split at every byte",
    async (name) => {
      const bytes = bytesOf(name);
      const whole = await answerOf([bytes]);
      expect(whole).toMatchObject({ kind: "answer", turn: SAID[name] ?? {} });
      expect(
        await answerOf(
          inPieces(
            bytes,
            Array.from(bytes, (_, at) => at),
          ),
        ),
      ).toEqual(whole);
      for (let at = 1; at < bytes.length; at += 1) {
        const split = await answerOf(inPieces(bytes, [at]));
        if (JSON.stringify(split) !== JSON.stringify(whole))
          expect({ at, split }).toEqual({ at, split: whole });
      }
    },
  );

  it.each(STREAM_NAMES)(
    "%s: cut at any byte are the whole answer or cut off, never half of it",
    async (name) => {
      const bytes = bytesOf(name);
      const whole = await answerOf([bytes]);
      const counts = { whole: 0, cut: 0 };
      for (let end = 0; end < bytes.length; end += 1) {
        const outcome = await answerOf([bytes.subarray(0, end)]);
        if (outcome.kind === "error") {
          expect(outcome.code).toBe("model-truncated");
          counts.cut += 1;
        } else {
          expect(withoutUsage(outcome)).toEqual(withoutUsage(whole));
          counts.whole += 1;
        }
      }
      expect(counts.cut).toBeGreaterThan(bytes.length / 2);
    },
  );
});

/** What comes after the reason may be lost: it costs the figures of its usage and no more. */
function withoutUsage(outcome: Outcome): Outcome {
  return outcome.kind === "error" ? outcome : { ...outcome, turn: { ...outcome.turn, usage: null } };
}

/** Changes of a stream by which it says the same. */
const HARMLESS: Readonly<Record<string, (event: string, draw: number) => string>> = {
  "other ends of lines": (event, draw) => event.replaceAll("\n", ["\r\n", "\r"][draw % 2] ?? "\n"),
  "a beat before it": (event) => `data:\n\n${event}`,
  "a beat with a blank": (event) => `data: \n\n${event}`,
  "a comment": (event) => `: still here\n${event}`,
  "a comment of its own": (event) => `: ping\n\n${event}`,
  "empty lines": (event, draw) => "\n".repeat(draw % 4) + event,
  "an id and a time to retry": (event, draw) => `id: ${draw}\nretry: 3000\n${event}`,
  "a name": (event) => `event: message\n${event}`,
  "a ping by name": (event) => `event: ping\ndata: {"type":"ping"}\n\n${event}`,
  "a word that is no answer": (event) => `data: [HEARTBEAT]\n\n${event}`,
  "no blank behind its colon": (event) => event.replace(/^data: /gm, "data:"),
  "its field said twice": (event) => event.replace(/^data: /gm, "data: data: "),
  "bare lines": (event) =>
    /^data: \{[^\n]*\}\n\n$/.test(event) ? event.replace("data: ", "").replace(/\n\n$/, "\n") : event,
  "a single end": (event) => event.replace(/\n\n$/, "\n"),
  "all characters written out": (event) =>
    event.replaceAll(/[\u0080-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "members as null": (event) =>
    event.replaceAll(/"delta":\{(?=")/g, '"delta":{"audio":null,"annotations":null,'),
  "several lines of data": (event) =>
    event.replaceAll(/^data: (\{.*),"choices"/gm, 'data: $1,\ndata: "choices"'),
};

/** Changes by which a stream says something else, or nothing: it may only be read as what it is, or refused. */
const HARMFUL: Readonly<Record<string, (bytes: Buffer, draw: number) => Buffer>> = {
  "a byte changed": (bytes, draw) => {
    const copy = Buffer.from(bytes);
    copy[draw % bytes.length] = draw % 256;
    return copy;
  },
  "a byte lost": (bytes, draw) =>
    Buffer.concat([bytes.subarray(0, draw % bytes.length), bytes.subarray((draw % bytes.length) + 1)]),
  "bytes put in": (bytes, draw) =>
    Buffer.concat([
      bytes.subarray(0, draw % bytes.length),
      Buffer.from([draw % 256, 34, 0, 255]),
      bytes.subarray(draw % bytes.length),
    ]),
  "a stretch lost": (bytes, draw) =>
    Buffer.concat([
      bytes.subarray(0, draw % bytes.length),
      bytes.subarray((draw % bytes.length) + (draw % 97)),
    ]),
  "a stretch said twice": (bytes, draw) =>
    Buffer.concat([
      bytes.subarray(0, draw % bytes.length),
      bytes.subarray(Math.floor((draw % bytes.length) / 2)),
    ]),
  "an error in the middle": (bytes, draw) => {
    const at = bytes.indexOf("\n\n", draw % bytes.length) + 2;
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(ERROR_FRAMES[draw % ERROR_FRAMES.length] ?? ""),
      bytes.subarray(at),
    ]);
  },
  "values of other types": (bytes, draw) =>
    Buffer.from(
      bytes
        .toString()
        .replaceAll(
          /"(content|arguments|id|finish_reason|index|delta|choices)":("[^"]*"|null|\d)/g,
          (given, key: string) =>
            draw % 3 === 0
              ? `"${key}":${["7", "true", "[]", "{}", "null", "[[1]]", '"x"'][draw % 7]}`
              : given,
        ),
    ),
};

const ERROR_FRAMES = [
  'data: {"object":"error","message":"no","type":"BadRequestError","code":400}\n\n',
  'data: {"error":"overloaded"}\n\n',
  'data: {"error":{"message":"slow down","code":"rate_limit_exceeded"}}\n\n',
  "event: error\ndata: it broke\n\n",
  'error: {"code":500,"message":"it broke","type":"server_error"}\n\n',
  'data: {"detail":"Internal Server Error"}\n\n',
  '{"error":{"code":503,"message":"no"}}\n\n',
];

const eventsIn = (bytes: Buffer): readonly string[] => bytes.toString().split(/(?<=\n\n)/);

describe("[M30] 10,000 changed streams", () => {
  it("5,000 that say the same in another form are the same answer", async () => {
    const wholes = new Map<string, Outcome>();
    for (const name of STREAM_NAMES) wholes.set(name, await answerOf([bytesOf(name)]));
    const changes = Object.keys(HARMLESS);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STREAM_NAMES),
        fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...changes), fc.nat(999)), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.nat(4000), { maxLength: 8 }),
        async (name, edits, ends) => {
          const events = [...eventsIn(bytesOf(name))];
          for (const [at, change, draw] of edits) {
            const place = at % events.length;
            events[place] = HARMLESS[change]?.(events[place] ?? "", draw) ?? "";
          }
          const changed = Buffer.from(events.join(""));
          expect(
            await answerOf(
              inPieces(
                changed,
                ends.map((end) => end % changed.length),
              ),
            ),
          ).toEqual(wholes.get(name));
        },
      ),
      { numRuns: 5000 },
    );
  }, 120_000);

  it("5,000 that are spoiled are an answer or a named error, in no more memory than they are long", async () => {
    const before = process.memoryUsage().heapUsed;
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STREAM_NAMES),
        fc.array(fc.tuple(fc.constantFrom(...Object.keys(HARMFUL)), fc.nat(1_000_000)), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.array(fc.nat(4000), { maxLength: 8 }),
        async (name, edits, ends) => {
          let bytes = bytesOf(name);
          for (const [change, draw] of edits) bytes = HARMFUL[change]?.(bytes, draw) ?? bytes;
          const outcome = await answerOf(
            inPieces(
              bytes,
              ends.map((end) => end % bytes.length),
            ),
          );
          const what = outcome.kind === "error" ? outcome.code : "answer";
          seen.set(what, (seen.get(what) ?? 0) + 1);
          expect(what).toMatch(/^(answer|model-[a-z-]+)$/);
        },
      ),
      { numRuns: 5000 },
    );
    expect(seen.size).toBeGreaterThan(3);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300 * 1024 * 1024);
  }, 120_000);

  it.each(STREAM_NAMES)("%s: a line of its frame that is spoiled is never passed over", async (name) => {
    const bytes = bytesOf(name);
    const whole = withoutUsage(await answerOf([bytes]));
    for (let at = bytes.indexOf("data: {"); at !== -1; at = bytes.indexOf("data: {", at + 1)) {
      for (const [offset, byte] of [
        [0, 120],
        [1, 0],
        [4, 59],
        [6, 32],
        [6, 91],
      ] as const) {
        const spoiled = Buffer.from(bytes);
        spoiled[at + offset] = byte;
        const outcome = withoutUsage(await answerOf([spoiled]));
        if (outcome.kind === "answer")
          expect({ at, offset, outcome }).toEqual({ at, offset, outcome: whole });
      }
    }
  });
});

describe("events in another order, where the protocol allows it", () => {
  const chunk = (choice: object | null, rest: object = {}): string =>
    `data: ${JSON.stringify({ id: "x", model: "m", choices: choice === null ? [] : [{ index: 0, ...choice }], ...rest })}\n\n`;
  const call = (index: number, rest: object): object => ({ delta: { tool_calls: [{ index, ...rest }] } });
  const usage = { usage: { prompt_tokens: 9, completion_tokens: 3 } };
  const fragments: Readonly<Record<string, readonly string[]>> = {
    a: [
      chunk(call(0, { id: "a", function: { name: "add", arguments: '{"x"' } })),
      chunk(call(0, { function: { arguments: ":1" } })),
      chunk(call(0, { function: { arguments: "}" } })),
    ],
    b: [
      chunk(call(1, { id: "b", function: { name: "sub", arguments: "" } })),
      chunk(call(1, { function: { arguments: "{}" } })),
    ],
    c: [chunk({ delta: { content: "One" } }), chunk({ delta: { content: ", two" } })],
    d: [chunk(null, usage)],
    e: [chunk({ delta: { reasoning_content: "hm" } })],
  };

  it("[M30] any mixture that keeps the order within a call and within the text is the same answer", async () => {
    const lanes = Object.keys(fragments);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(
          lanes.flatMap((lane) => (fragments[lane] ?? []).map(() => lane)),
          { minLength: 9, maxLength: 9 },
        ),
        async (order) => {
          const left = Object.fromEntries(lanes.map((lane) => [lane, [...(fragments[lane] ?? [])]]));
          const mixed = order.map((lane) => left[lane]?.shift() ?? "").join("");
          const outcome = await answerOf([
            Buffer.from(`${mixed}${chunk({ delta: {}, finish_reason: "tool_calls" })}data: [DONE]\n\n`),
          ]);
          expect(outcome).toMatchObject({
            kind: "answer",
            turn: {
              text: "One, two",
              thought: "hm",
              reason: "tool-calls",
              usage: { inputTokens: 9, outputTokens: 3 },
            },
          });
          const calls = outcome.kind === "answer" ? outcome.turn.toolCalls : [];
          expect(new Set(calls.map(({ callId, argumentsText }) => `${callId}${argumentsText}`))).toEqual(
            new Set(['a{"x":1}', "b{}"]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("[M30] changed streams over HTTP", () => {
  const served: { body: readonly Buffer[] } = { body: [] };
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of served.body) response.write(piece);
    response.end();
  });
  let baseUrl = "";

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("300 of them come to what their bytes come to", async () => {
    const provider = providerFor({ baseUrl });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STREAM_NAMES),
        fc.constantFrom(...Object.keys(HARMFUL)),
        fc.nat(1_000_000),
        async (name, change, draw) => {
          const bytes = HARMFUL[change]?.(bytesOf(name), draw) ?? bytesOf(name);
          served.body = [...inPieces(bytes, [draw % bytes.length])];
          const turn: Outcome = await collectTurn(
            provider.stream(PRIVATE_REQUEST, new AbortController().signal),
          ).then(
            (answer) => ({ kind: "answer", turn: answer }),
            (error: unknown) => {
              if (error instanceof AppError) return { kind: "error", code: error.code };
              throw error;
            },
          );
          expect(turn as Json).toEqual(await answerOf([bytes]));
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
