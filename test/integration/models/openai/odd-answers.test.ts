import { afterEach, describe, expect, it } from "vitest";
import { startHostile } from "#test/support/hostile-server.ts";
import { PRIVATE_REQUEST, providerFor, readError, readParts } from "#test/support/openai-client.ts";
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

const chunk = (choice: object, rest: object = {}): string =>
  JSON.stringify({ id: "x", model: "odd", choices: [{ index: 0, ...choice }], ...rest });
const sse = (...data: readonly string[]): string => data.map((each) => `data: ${each}\n\n`).join("");
const said = (delta: object, rest: object = {}): string => chunk({ delta, ...rest });
const completion = {
  id: "x",
  object: "chat.completion",
  choices: [{ index: 0, message: { role: "assistant", content: "The sum is 5" }, finish_reason: "stop" }],
};

/** Words in the place of a reason that say of none, and one that nobody knows. */
const NO_REASONS = [
  ...["null", "none", "in_progress", "in-progress", "unfinished", "FINISH_REASON_UNSPECIFIED", "Generating"],
  ...["-", "nobody_knows"],
];
const GIVEN_UP = [
  ...["incomplete", "timeout", "timed_out", "failed", "engine_error", "INTERNAL_ERROR", "request-cancelled"],
];

const BROKEN_OFF: readonly (readonly [title: string, body: string, code: string, retryable: boolean])[] = [
  [
    "an empty reason in every chunk, and then nothing",
    sse(said({ content: "The sum" }, { finish_reason: "" })),
    "model-truncated",
    true,
  ],
  ...NO_REASONS.map(
    (word) =>
      [
        `"${word}" for a reason, and then nothing`,
        sse(said({ content: "The sum" }, { finish_reason: word })),
        "model-truncated",
        true,
      ] as const,
  ),
  ...GIVEN_UP.map(
    (word) =>
      [
        `the end, by ${word}`,
        sse(said({ content: "The sum" }), chunk({ delta: {}, finish_reason: word }), "[DONE]"),
        "model-truncated",
        true,
      ] as const,
  ),
  ["half a document", JSON.stringify(completion).slice(0, -30), "model-truncated", true],
  ["the end alone", sse("[DONE]"), "model-truncated", true],
  [
    "a reason that its model gave it up",
    sse(said({ content: "The sum" }), chunk({ delta: {}, finish_reason: "abort" }), "[DONE]"),
    "model-truncated",
    true,
  ],
  [
    "an error of an older form",
    sse(
      JSON.stringify({ object: "error", message: "too long", type: "BadRequestError", code: 400 }),
      "[DONE]",
    ),
    "model-refused",
    false,
  ],
  [
    "a detail",
    sse(said({ content: "The" }), JSON.stringify({ detail: "it broke" })),
    "model-unavailable",
    true,
  ],
  ["an error in words", sse(JSON.stringify({ error: "it broke" })), "model-unavailable", true],
  ["an event named error", "event: error\ndata: it broke\n\n", "model-unavailable", true],
  [
    "an error in a line of its own",
    `${sse(said({ content: "The" }))}{"error":{"code":429,"message":"slow down"}}\n`,
    "model-rate-limited",
    true,
  ],
  ["a page", "<!doctype html><html><script>if (1) { go() }</script></html>", "model-malformed", false],
  ["a document of something else", JSON.stringify({ object: "list", data: [] }), "model-malformed", false],
];

describe("[M36] calls of an odd form", () => {
  const made = { id: "c1", function: { name: "done", arguments: '{"output":"5"}' } };
  const call = { callId: "c1", toolName: "done", argumentsText: '{"output":"5"}' };
  const own = { ...call, callId: "call00000" };
  it.each([
    ["by their places", { 0: made }, call],
    ["as a text", JSON.stringify([made]), call],
    ["alone", made, call],
    ["with an object for an id", [{ ...made, id: { a: 1 } }], own],
    ["with true for an id", [{ ...made, id: true }], own],
    ["with an id that is longer than any", [{ ...made, id: "x".repeat(20_000) }], own],
    [
      "with arguments as parameters",
      [{ id: "c1", function: { name: "done", parameters: { output: "5" } } }],
      call,
    ],
  ])("%s are the calls that were meant", async (_how, calls, meant) => {
    const events = [said({ tool_calls: calls }), chunk({ delta: {}, finish_reason: "tool_calls" })];
    const { baseUrl } = await start({ reply: [{ events }] });
    expect((await readParts(providerFor({ baseUrl })))[0]).toEqual({ type: "tool-call", ...meant });
  });

  it("under another name are of the one tool that was offered", async () => {
    const tools = [{ name: "done", description: "", parameters: {} }];
    const function_ = { name: "functions.done", arguments: JSON.stringify(made.function.arguments) };
    const events = [
      said({ tool_calls: [{ id: "c1", function: function_ }] }),
      chunk({ delta: {}, finish_reason: "tool_calls" }),
    ];
    const { baseUrl } = await start({ reply: [{ events }] });
    const parts = await readParts(providerFor({ baseUrl }), { ...PRIVATE_REQUEST, tools });
    expect(parts[0]).toEqual({ type: "tool-call", ...call });
  });
});

describe("a prompt that its endpoint blocks", () => {
  it("[M34] is filtered", async () => {
    const events = [JSON.stringify({ choices: [], promptFeedback: { blockReason: "SAFETY" } })];
    const { baseUrl } = await start({ reply: [{ events }] });
    expect(await readParts(providerFor({ baseUrl }))).toMatchObject([
      { type: "finish", reason: "content-filter" },
    ]);
  });
});

describe("[M30] an endpoint that sends in place of an answer, or in its middle,", () => {
  it.each(BROKEN_OFF)("%s gave none", async (_title, body, code, retryable) => {
    const own = await startHostile(async (write) => void (await write(body)));
    expect(await readError(providerFor(own))).toMatchObject({ code, retryable });
    await own.close();
  });
});
