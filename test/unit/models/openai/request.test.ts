import { describe, expect, it } from "vitest";
import { toChatParams } from "#core/models/openai/request.ts";
import type { ChatMessage, ChatRequest } from "#core/models/provider.ts";

const REQUEST: ChatRequest = {
  model: "gpt-x",
  messages: [{ role: "user", content: "hello" }],
  sampling: {},
};
const OPENAI = { isOpenAi: true };
const FOLLOWER = { isOpenAi: false };

const calling = (argumentsText: string, content = ""): ChatMessage => ({
  role: "assistant",
  content,
  toolCalls: [{ callId: "c1", toolName: "add", argumentsText }],
});

describe("a chat request", () => {
  it("says nothing about what the agent left open", () => {
    expect(toChatParams({ ...REQUEST, tools: [] }, OPENAI)).toEqual({
      model: "gpt-x",
      messages: [{ role: "user", content: "hello" }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it.each([
    ["OpenAI by its new name", OPENAI, { max_completion_tokens: 50 }],
    ["its followers by the old one", FOLLOWER, { max_tokens: 50 }],
  ])("limits output for %s", (_title, dialect, expected) => {
    const sampling = { temperature: 0, topP: 0.9, maxOutputTokens: 50, seed: 7 };
    const {
      model: _model,
      messages: _messages,
      stream: _stream,
      stream_options: _options,
      ...rest
    } = toChatParams({ ...REQUEST, sampling }, dialect);
    expect(rest).toEqual({ temperature: 0, top_p: 0.9, seed: 7, ...expected });
  });

  it.each([
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, 0],
    [2 ** 32 - 1, 2 ** 31 - 1],
  ])("sends the seed %d within 31 bits", (seed, expected) => {
    expect(toChatParams({ ...REQUEST, sampling: { seed } }, FOLLOWER)).toMatchObject({ seed: expected });
  });

  it("carries tools and their results", () => {
    const params = toChatParams(
      {
        ...REQUEST,
        messages: [
          { role: "system", content: "rules" },
          calling('{"a":1}'),
          { role: "tool", callId: "c1", content: "2" },
          { role: "assistant", content: "two" },
        ],
        tools: [{ name: "add", description: "adds", parameters: { type: "object" } }],
      },
      OPENAI,
    );
    expect(params.tools).toEqual([
      { type: "function", function: { name: "add", description: "adds", parameters: { type: "object" } } },
    ]);
    expect(params.messages).toEqual([
      { role: "system", content: "rules" },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "add", arguments: '{"a":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content: "2" },
      { role: "assistant", content: "two" },
    ]);
  });

  it.each([
    ["OpenAI as they were", OPENAI, '{"a":', '{"a":'],
    ["followers as an object, where they are none", FOLLOWER, '{"a":', '{"unparsed":"{\\"a\\":"}'],
    ["followers as an object, where they are a list", FOLLOWER, "[1]", '{"unparsed":"[1]"}'],
    ["followers as an empty object, where there are none", FOLLOWER, "", "{}"],
    ["followers as they were, where they are one", FOLLOWER, '{ "a": 1 }', '{ "a": 1 }'],
  ])("gives a model's own arguments back to %s", (_title, dialect, argumentsText, expected) => {
    const [message] = toChatParams({ ...REQUEST, messages: [calling(argumentsText)] }, dialect).messages;
    expect(message).toMatchObject({ tool_calls: [{ function: { arguments: expected } }] });
  });

  it("asks for structured output under a name the API takes, strictly where the schema allows it", () => {
    const schema = { type: "object", properties: {}, required: [], additionalProperties: false };
    const output = { name: `order form/${"x".repeat(80)}`, schema };
    const { response_format: format } = toChatParams({ ...REQUEST, output }, OPENAI);
    expect(format).toEqual({
      type: "json_schema",
      json_schema: { name: `order_form_${"x".repeat(53)}`, schema, strict: true },
    });
    const loose = toChatParams({ ...REQUEST, output: { name: "o", schema: true } }, OPENAI).response_format;
    expect(loose).toMatchObject({ json_schema: { schema: {}, strict: false } });
  });

  it("[M20] gives followers an empty text where there is none beside a call", () => {
    const { messages } = toChatParams({ ...REQUEST, messages: [calling("{}")] }, FOLLOWER);
    expect(messages).toMatchObject([{ role: "assistant", content: "" }]);
  });

  it("[M20] sends followers no untyped value and no object without members, and OpenAI the schemas as they are", () => {
    const nothing = { type: "object", properties: {}, additionalProperties: false };
    const tools = [
      { name: "done", description: "", parameters: { type: "object", properties: { output: {} } } },
      { name: "look", description: "", parameters: nothing },
    ];
    const followed = toChatParams({ ...REQUEST, tools }, FOLLOWER).tools ?? [];
    expect(followed[0]).toHaveProperty("function.parameters.properties.output.anyOf");
    expect(followed[1]).not.toHaveProperty("function.parameters");
    const wanting = toChatParams({ ...REQUEST, tools }, { ...FOLLOWER, wantsParameters: true }).tools ?? [];
    expect(wanting[1]).toHaveProperty("function.parameters", nothing);
    const { tools: own } = toChatParams({ ...REQUEST, tools }, OPENAI);
    expect(own?.map((tool) => tool.type === "function" && tool.function.parameters)).toEqual(
      tools.map(({ parameters }) => parameters),
    );
  });
});

describe("[M20] a chat request under rules", () => {
  const sampling = { temperature: 0, topP: 0.9, maxOutputTokens: 50, seed: 7 };
  const under = (rules: Parameters<typeof toChatParams>[2]) =>
    ({ ...toChatParams({ ...REQUEST, sampling }, FOLLOWER, rules) }) as Readonly<Record<string, unknown>>;

  it("leaves out, renames, and sets", () => {
    const { messages: _messages, ...rest } = under({
      omit: ["seed", "stream_options", "top_p"],
      rename: { max_tokens: "max_completion_tokens" },
      set: { temperature: 1, reasoning: { effort: "low" }, top_p: 0.1 },
    });
    expect(rest).toEqual({
      model: "gpt-x",
      stream: true,
      max_completion_tokens: 50,
      temperature: 1,
      reasoning: { effort: "low" },
      top_p: 0.1,
    });
  });

  it("knows a member that is left out by either of its names", () => {
    const rename = { max_tokens: "n_predict" };
    expect(under({ rename, omit: ["n_predict"] })).not.toHaveProperty("n_predict");
    expect(under({ rename, omit: ["max_tokens"] })).not.toHaveProperty("n_predict");
  });

  it("says nothing of a stream where none is asked for", () => {
    expect(under({ omit: ["stream"] })).not.toHaveProperty("stream_options");
  });

  it("asks for a form as JSON or in words, with the schema beside it", () => {
    const output = { name: "o", schema: { type: "object" } };
    const asking = (structured: "json-object" | "words") =>
      toChatParams({ ...REQUEST, output }, FOLLOWER, { structured });
    expect(asking("json-object")).toMatchObject({ response_format: { type: "json_object" } });
    expect(asking("words")).not.toHaveProperty("response_format");
    for (const way of ["json-object", "words"] as const)
      expect(JSON.stringify(asking(way).messages)).toMatch(/hello.*json.*\{.*type/);
  });
});
