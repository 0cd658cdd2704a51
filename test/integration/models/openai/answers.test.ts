import { afterEach, describe, expect, it } from "vitest";
import type { ChatRequest, ModelPart } from "#core/models/provider.ts";
import { collectTurn } from "#core/models/collect-turn.ts";
import { startHostile } from "#test/support/hostile-server.ts";
import { openAiProviderFor, PRIVATE_REQUEST, providerFor, readParts } from "#test/support/openai-client.ts";
import {
  startOpenAiServer,
  type OpenAiServer,
  type OpenAiServerOptions,
} from "#test/support/openai-server.ts";

let server: OpenAiServer | null = null;

async function start(options: OpenAiServerOptions): Promise<OpenAiServer> {
  server = await startOpenAiServer(options);
  return server;
}

afterEach(async () => {
  await server?.close();
  server = null;
});

function textOf(parts: readonly ModelPart[]): string {
  return parts.map((part) => (part.type === "text-delta" ? part.text : "")).join("");
}

const chunk = (choice: object, rest: object = {}): string =>
  JSON.stringify({ id: "x", model: "odd", choices: [{ index: 0, ...choice }], ...rest });

describe("an answer over real HTTP", () => {
  it("comes as text in several parts, then one finish with usage, model and id", async () => {
    const usage = { promptTokens: 20, completionTokens: 4, cachedTokens: 16 };
    const { baseUrl } = await start({ reply: [{ text: "Hello, world", usage, model: "test-model-0926" }] });
    expect(await readParts(providerFor({ baseUrl }))).toEqual([
      { type: "text-delta", text: "Hello" },
      { type: "text-delta", text: ", wor" },
      { type: "text-delta", text: "ld" },
      {
        type: "finish",
        reason: "stop",
        usage: { inputTokens: 20, outputTokens: 4, cachedInputTokens: 16 },
        responseModel: "test-model-0926",
        responseId: "chatcmpl-1",
      },
    ]);
  });

  it("survives writes that tear characters and events apart", async () => {
    const text = "Größe: 3 × „Öl“ 🫒🫒";
    const { baseUrl } = await start({ reply: [{ text }], bytesPerWrite: 3 });
    expect(textOf(await readParts(providerFor({ baseUrl })))).toBe(text);
  });

  it("brings parallel tool calls whole, though their fragments came mixed", async () => {
    const toolCalls = [
      { id: "c1", name: "add", argumentsText: '{"a": 17, "b": 25}' },
      { id: "c2", name: "find", argumentsText: '{"name": "olives, green"}' },
    ];
    const { baseUrl } = await start({
      reply: [{ text: "I look.", toolCalls, usage: null }],
      chunkCharacters: 3,
    });
    const parts = await readParts(providerFor({ baseUrl }));
    expect(textOf(parts)).toBe("I look.");
    expect(parts.filter(({ type }) => type !== "text-delta")).toEqual([
      { type: "tool-call", callId: "c1", toolName: "add", argumentsText: '{"a": 17, "b": 25}' },
      { type: "tool-call", callId: "c2", toolName: "find", argumentsText: '{"name": "olives, green"}' },
      {
        type: "finish",
        reason: "tool-calls",
        usage: null,
        responseModel: "test-model",
        responseId: "chatcmpl-1",
      },
    ]);
  });

  it("hands malformed tool arguments on as the model wrote them", async () => {
    const toolCalls = [{ id: "c1", name: "add", argumentsText: '{"a":1}' }];
    const { baseUrl } = await start({
      reply: [{ toolCalls }],
      faults: { 1: { type: "malformed-arguments" } },
    });
    expect(await readParts(providerFor({ baseUrl }))).toContainEqual({
      type: "tool-call",
      callId: "c1",
      toolName: "add",
      argumentsText: '{"a',
    });
  });

  it.each([
    ["length", "length"],
    ["content_filter", "content-filter"],
    ["function_call", "tool-calls"],
    ["eos_token", "stop"],
    ["MAX_TOKENS", "length"],
    ["tool_use", "tool-calls"],
    ["SAFETY", "content-filter"],
    ["LANGUAGE", "content-filter"],
    ["maxTokens", "length"],
    ["nobody_knows", "other"],
    ["constructor", "other"],
  ])("that ended by %s finishes as %s", async (finishReason, reason) => {
    const { baseUrl } = await start({ reply: [{ text: "a", finishReason }] });
    expect((await readParts(providerFor({ baseUrl }))).at(-1)).toMatchObject({ type: "finish", reason });
  });

  it("that is a refusal is its text, and is filtered", async () => {
    const { baseUrl } = await start({ reply: [{ refusal: "I can't help" }] });
    const parts = await readParts(providerFor({ baseUrl }));
    expect(textOf(parts)).toBe("I can't help");
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "refusal" });
  });
});

const ODD: readonly (readonly [title: string, events: readonly string[], last: readonly object[]])[] = [
  [
    "null wherever nothing is to say",
    [
      chunk(
        { delta: { content: null, tool_calls: null, role: "assistant" }, finish_reason: null },
        { usage: null },
      ),
      chunk({ delta: { content: "a" }, finish_reason: "stop" }),
    ],
    [
      { type: "text-delta", text: "a" },
      { type: "finish", reason: "stop", usage: null },
    ],
  ],
  [
    "no choices in its first chunk, and fields nobody knows",
    [
      JSON.stringify({ prompt_filter_results: [] }),
      chunk({ delta: { content: "a", reasoning_content: "hm" }, finish_reason: "stop" }),
    ],
    [{ type: "text-delta", text: "a" }, { type: "finish" }],
  ],
  [
    "running totals of usage in every chunk",
    [1, 2].map((n) =>
      chunk(
        { delta: { content: "a" }, finish_reason: n === 2 ? "stop" : null },
        { usage: { prompt_tokens: 9, completion_tokens: n, total_tokens: 9 + n } },
      ),
    ),
    [
      { type: "text-delta" },
      { type: "finish", usage: { inputTokens: 9, outputTokens: 2, cachedInputTokens: 0 } },
    ],
  ],
  [
    "usage that is no number of tokens",
    [
      chunk(
        { delta: { content: "a" }, finish_reason: "stop" },
        { usage: { prompt_tokens: -1, completion_tokens: 2 } },
      ),
    ],
    [{ type: "finish", usage: null }],
  ],
  [
    "every call at index 0, and stop although calls wait",
    [
      ...["a", "b"].map((id) =>
        chunk({
          delta: { tool_calls: [{ index: 0, id, function: { name: "add", arguments: `{"${id}":1}` } }] },
        }),
      ),
      chunk({ delta: {}, finish_reason: "stop" }),
    ],
    [
      { type: "tool-call", callId: "a", argumentsText: '{"a":1}' },
      { type: "tool-call", callId: "b", argumentsText: '{"b":1}' },
      { type: "finish", reason: "tool-calls" },
    ],
  ],
];

/** Forms of one answer, "The sum is 5" that cost 20 and 5 tokens, as the body of a response. */
const message = { role: "assistant", content: "The sum is 5" };
const usage = { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 };
const completion = {
  id: "x",
  object: "chat.completion",
  model: "odd",
  choices: [{ index: 0, message, finish_reason: "stop" }],
  usage,
};
const sse = (...data: readonly string[]): string => data.map((each) => `data: ${each}\n\n`).join("");
const said = (delta: object, rest: object = {}): string => chunk({ delta, ...rest });
const end = [chunk({ delta: {}, finish_reason: "stop" }, { usage }), "[DONE]"];

const BODIES: readonly (readonly [title: string, body: string, type?: string])[] = [
  ["one document", JSON.stringify(completion), "application/json"],
  ["a document on many lines", JSON.stringify(completion, null, 2), "application/json; charset=utf-8"],
  ["a document in a list", JSON.stringify([completion])],
  [
    "a document without a reason",
    JSON.stringify({ ...completion, choices: [{ message }] }),
    "application/json",
  ],
  ["a document as an event", sse(JSON.stringify(completion), "[DONE]")],
  [
    "bare lines of JSON",
    [said({ content: "The sum " }), said({ content: "is 5" }), ...end].join("\n"),
    "application/x-ndjson",
  ],
  ["a mark of the order of bytes in front", `\ufeff${sse(said({ content: "The sum is 5" }), ...end)}`],
  [
    "a message for a delta",
    sse(chunk({ message: { content: "The sum " } }), chunk({ message: { content: "is 5" } }), ...end),
  ],
  [
    "all of it again in the last chunk",
    sse(said({ content: "The sum is 5" }), chunk({ message, finish_reason: "stop" }, { usage }), "[DONE]"),
  ],
  [
    "parts of text, and parts of thought",
    sse(
      said({ content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] }),
      said({
        content: [
          { type: "text", text: "The sum " },
          { type: "text", text: "is 5" },
        ],
      }),
      ...end,
    ),
  ],
  ["a part alone", sse(said({ content: { type: "text", text: "The sum is 5" } }), ...end)],
  [
    "thought between marks",
    sse(said({ content: "<think>2 and 3" }), said({ content: "</think>The sum is 5" }), ...end),
  ],
  [
    "thought whose opening mark is in the prompt",
    sse(said({ content: "2 and 3\n</th" }), said({ content: "ink>\n\nThe sum is 5" }), ...end),
  ],
  [
    "the channels of gpt-oss",
    sse(
      said({
        content:
          "<|channel|>analysis<|message|>2 and 3<|end|><|start|>assistant<|channel|>final<|message|>The sum is 5",
      }),
      ...end,
    ),
  ],
  [
    "an index in letters",
    sse(JSON.stringify({ choices: [{ index: "0", delta: { content: "The sum is 5" } }] }), ...end),
  ],
  [
    "a reason under another name",
    sse(
      said({ content: "The sum is 5" }, { finish_reason: null, finishReason: "stop" }),
      JSON.stringify({ choices: [], usage }),
      "[DONE]",
    ),
  ],
  [
    "no reason, and the end said",
    sse(said({ content: "The sum is 5" }), JSON.stringify({ choices: [], usage }), "[DONE]"),
  ],
  [
    "usage in letters",
    sse(
      said({ content: "The sum is 5" }),
      chunk({ delta: {}, finish_reason: "stop" }, { usage: { prompt_tokens: "20", completion_tokens: "5" } }),
      "[DONE]",
    ),
  ],
  [
    "usage inside its choice",
    sse(said({ content: "The sum is 5" }), chunk({ delta: {}, finish_reason: "stop", usage }), "[DONE]"),
  ],
  [
    "usage without what was thought, but for the sum",
    sse(
      said({ content: "The sum is 5" }),
      chunk(
        { delta: {}, finish_reason: "stop" },
        { usage: { prompt_tokens: 20, completion_tokens: 2, total_tokens: 25 } },
      ),
    ),
  ],
];

const whole = sse(said({ content: "The sum is 5" }), ...end);
const BEATS = [
  ...["null", "[]", '""', '"ping"', "true", "1", ".", "\u200b", "<keepalive/>", "\u5fc3\u8df3", "keep-alive"],
];
const MORE_BODIES: typeof BODIES = [
  ...BEATS.map((beat) => [`itself behind the beat ${beat}`, sse(beat) + whole] as const),
  ["events said to be a page", whole, "text/html; charset=utf-8"],
  ["a document said to be a page", JSON.stringify(completion, null, 1), "text/html"],
  ["its names in other types", sse(said({ content: "The sum is 5" }, {}).replace('"x"', "true"), ...end)],
  ["a number as text", sse(said({ content: "The sum is " }), said({ content: 5 }), ...end)],
  [
    "a part whose text is further in",
    sse(said({ content: [{ type: "text", text: { value: "The sum is 5", annotations: [] } }] }), ...end),
  ],
];

describe("[M30, M31] an endpoint that sends its answer as", () => {
  const rows = [...BODIES, ...MORE_BODIES].map(
    ([title, body, type = "text/event-stream"]) => [title, body, type] as const,
  );

  it.each(rows)("%s is understood", async (_title, body, type) => {
    const own = await startHostile(async (write) => void (await write(body)), {
      headers: { "content-type": type },
    });
    const turn = await collectTurn(providerFor(own).stream(PRIVATE_REQUEST, new AbortController().signal));
    expect([turn.text, turn.usage?.inputTokens, turn.usage?.outputTokens]).toEqual(["The sum is 5", 20, 5]);
    await own.close();
  });
});

describe("what an endpoint wants back with the calls that it gets back", () => {
  it("is what it sent with them: a signature, and what was thought", async () => {
    const extra = { google: { thought_signature: "c2ln" } };
    const call = { index: 0, id: "a", extra_content: extra, function: { name: "add", arguments: "{}" } };
    const events = [
      said({ reasoning_content: "I add." }),
      said({ tool_calls: [call] }),
      chunk({ delta: {}, finish_reason: "tool_calls" }),
    ];
    const { baseUrl, requests } = await start({ reply: [{ events }] });
    const provider = providerFor({ baseUrl });
    const never = new AbortController().signal;
    const {
      text: content,
      toolCalls,
      calledFor = "",
    } = await collectTurn(provider.stream(PRIVATE_REQUEST, never));
    const messages = [
      ...PRIVATE_REQUEST.messages,
      { role: "assistant" as const, content, toolCalls, calledFor },
    ];
    await collectTurn(provider.stream({ ...PRIVATE_REQUEST, messages }, never));
    expect(requests[1]?.body.messages[1]).toMatchObject({
      reasoning_content: "I add.",
      tool_calls: [{ id: "a", extra_content: extra }],
    });
    expect(requests[0]?.body.messages[0]).not.toHaveProperty("reasoning_content");
  });
});

describe("an endpoint that follows the protocol in its own way", () => {
  it.each(ODD)("may send %s", async (_title, events, last) => {
    const { baseUrl } = await start({ reply: [{ events }] });
    const parts = await readParts(providerFor({ baseUrl }));
    expect(parts.slice(-last.length)).toMatchObject(last);
  });
});

describe("a request on the wire", () => {
  const request: ChatRequest = {
    ...PRIVATE_REQUEST,
    sampling: { temperature: 0.2, maxOutputTokens: 64, seed: 5 },
    tools: [{ name: "add", description: "adds", parameters: { type: "object" } }],
    output: { name: "order", schema: { type: "object" } },
  };

  it("asks for usage and carries sampling, tools and the output's schema", async () => {
    const { baseUrl, requests } = await start({ reply: [{ text: "{}" }] });
    await readParts(openAiProviderFor({ baseUrl }), request);
    expect(requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      body: {
        model: "test-model",
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.2,
        max_completion_tokens: 64,
        seed: 5,
        tools: [{ type: "function", function: { name: "add" } }],
        response_format: { type: "json_schema", json_schema: { name: "order", strict: false } },
      },
    });
  });

  it("limits output by the older name at other addresses than OpenAI's", async () => {
    const { baseUrl, requests } = await start({ reply: [{ text: "{}" }] });
    await readParts(providerFor({ baseUrl }), request);
    expect(requests[0]?.body).toMatchObject({ max_tokens: 64 });
    expect(requests[0]?.body).not.toHaveProperty("max_completion_tokens");
  });

  it("asks for the key at every attempt, and sends none where there is none", async () => {
    const keys = [null, "sk-first", "sk-second"];
    const { baseUrl, requests } = await start({ reply: [{ text: "a" }] });
    const provider = providerFor({ baseUrl }, { apiKey: () => keys[requests.length] ?? null });
    for (const _key of keys) await readParts(provider);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      "Bearer sk-first",
      "Bearer sk-second",
    ]);
  });

  it("takes nothing from the environment, and tells nothing about this machine", async () => {
    const variables = {
      OPENAI_API_KEY: "sk-other-endpoint",
      OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
      OPENAI_ORG_ID: "org-other",
      OPENAI_PROJECT_ID: "proj-other",
      OPENAI_CUSTOM_HEADERS: "X-Gateway-Key: gw-other\nAuthorization: Bearer gw-other",
    };
    const { baseUrl, requests } = await start({ reply: [{ text: "a" }] });
    Object.assign(process.env, variables);
    try {
      await readParts(providerFor({ baseUrl }, { apiKey: () => null }));
    } finally {
      for (const name of Object.keys(variables)) delete process.env[name];
    }
    const headers = JSON.stringify(requests[0]?.headers);
    expect(headers).not.toMatch(/other|stainless|authorization|openai/i);
  });

  it("keeps its connection for the next call", async () => {
    const { baseUrl, connections, disconnects } = await start({ reply: [{ text: "a" }] });
    for (let call = 0; call < 6; call += 1) await readParts(providerFor({ baseUrl }));
    // A second one may be opened while the server still finishes the first answer.
    expect(connections()).toBeLessThanOrEqual(2);
    expect(disconnects()).toBe(0);
  });
});

describe("counting tokens for reservations", () => {
  it("is exact for OpenAI's models and no lower for others, never more than bytes", () => {
    const text = "Please send 12 boxes of green olives, 3 kg each.";
    const exact = openAiProviderFor({ baseUrl: "" }).countTokens(text);
    const estimate = providerFor({ baseUrl: "http://127.0.0.1:1" }).countTokens(text);
    expect({ exact, estimate }).toEqual({ exact: 14, estimate: 28 });
    expect(providerFor({ baseUrl: "http://127.0.0.1:1" }).countTokens("ab")).toBeLessThanOrEqual(2);
  });
});
