import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { messagesOf, toolsOf } from "#core/app/traces/span-messages.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { isSealedSpan, roleOf, usageOf } from "#core/domain/spans/facts.ts";
import { translate } from "#core/otlp/translate/translate.ts";
import { createUnderstanding } from "#core/otlp/translate/understood.ts";

function sent(attributes: Readonly<Record<string, Json>>, name = "step"): SpanRecord {
  return {
    ...{ trace: "ab".repeat(16), span: "cd".repeat(8), parent: null, name, kind: "internal" },
    ...{ startUs: 1, endUs: 2, error: null, attributes },
  };
}

const ASKED = { role: "user", isOutput: false, parts: [{ kind: "text", text: "What is 2+2?" }] };
const CALLED = {
  role: "assistant",
  isOutput: true,
  parts: [
    { kind: "text", text: "Let me see." },
    { kind: "call", id: "c1", name: "add", arguments: '{"a":2}' },
  ],
};

/** The same call of a model, as each of them writes it down. */
const DIALECTS: readonly (readonly [string, Readonly<Record<string, Json>>])[] = [
  [
    "OpenInference",
    {
      "openinference.span.kind": "LLM",
      "llm.model_name": "m-1",
      "llm.provider": "acme",
      "llm.token_count.prompt": 11,
      "llm.token_count.completion": 5,
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": "What is 2+2?",
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.content": "Let me see.",
      "llm.output_messages.0.message.tool_calls.0.tool_call.id": "c1",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "add",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": '{"a":2}',
      "llm.tools.0.tool.json_schema": '{"type":"function","function":{"name":"add","parameters":{}}}',
    },
  ],
  [
    "OpenLLMetry",
    {
      "llm.request.type": "chat",
      "gen_ai.system": "acme",
      "gen_ai.request.model": "m-1",
      "gen_ai.usage.prompt_tokens": 11,
      "gen_ai.usage.completion_tokens": "5",
      "gen_ai.prompt.0.role": "user",
      "gen_ai.prompt.0.content": "What is 2+2?",
      "gen_ai.completion.0.role": "assistant",
      "gen_ai.completion.0.content": "Let me see.",
      "gen_ai.completion.0.tool_calls.0.id": "c1",
      "gen_ai.completion.0.tool_calls.0.name": "add",
      "gen_ai.completion.0.tool_calls.0.arguments": '{"a":2}',
      "llm.request.functions.0.name": "add",
      "llm.request.functions.0.parameters": "{}",
    },
  ],
  [
    "the AI SDK",
    {
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.model.id": "m-1",
      "ai.model.provider": "acme",
      "ai.usage.promptTokens": 11,
      "ai.usage.completionTokens": 5,
      "ai.prompt.messages": '[{"role":"user","content":[{"type":"text","text":"What is 2+2?"}]}]',
      "ai.response.text": "Let me see.",
      "ai.response.toolCalls": '[{"toolCallId":"c1","toolName":"add","input":{"a":2}}]',
      "ai.prompt.tools": ['{"type":"function","name":"add","inputSchema":{}}'],
    },
  ],
  [
    "the events of earlier conventions",
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.system": "acme",
      "gen_ai.request.model": "m-1",
      "gen_ai.usage.input_tokens": 11,
      "gen_ai.usage.output_tokens": 5,
      "gen_ai.tool.definitions": '[{"name":"add","parameters":{}}]',
      "otlp.events": [
        { time: "1", name: "gen_ai.user.message", attributes: { content: "What is 2+2?" } },
        {
          time: "2",
          name: "gen_ai.choice",
          attributes: {
            message: {
              content: "Let me see.",
              tool_calls: [{ id: "c1", function: { name: "add", arguments: '{"a":2}' } }],
            },
          },
        },
      ],
    },
  ],
];

describe("spans of other programs", () => {
  it.each(DIALECTS)(
    "[T32] a model call in the words of %s is one: messages, usage and tools",
    (_who, attributes) => {
      const record = translate(sent(attributes));
      const messages = messagesOf(record);
      expect({ role: roleOf(record), usage: usageOf(record), messages }).toEqual({
        role: "model",
        usage: { inputTokens: 11, outputTokens: 5, cachedTokens: 0, usd: null },
        messages: [ASKED, CALLED],
      });
      expect(toolsOf(record, messages)).toMatchObject([{ name: "add", schema: {}, calls: 1 }]);
      expect(record.attributes).toMatchObject({
        ...attributes,
        "gen_ai.provider.name": "acme",
        "gen_ai.request.model": "m-1",
      });
    },
  );

  it.each([
    [
      "OpenInference",
      {
        "openinference.span.kind": "TOOL",
        "tool.name": "add",
        "input.value": '{"a":2}',
        "output.value": "4",
      },
    ],
    [
      "OpenLLMetry",
      {
        "traceloop.span.kind": "tool",
        "traceloop.entity.name": "add",
        "traceloop.entity.input": '{"a":2}',
        "traceloop.entity.output": "4",
      },
    ],
    [
      "the AI SDK",
      {
        "ai.operationId": "ai.toolCall",
        "ai.toolCall.name": "add",
        "ai.toolCall.args": '{"a":2}',
        "ai.toolCall.result": "4",
      },
    ],
  ])("[T32] a call of a tool in the words of %s is one", (_who, attributes) => {
    const record = translate(sent(attributes));
    expect(roleOf(record)).toBe("tool");
    expect(record.attributes).toMatchObject({
      "gen_ai.tool.name": "add",
      "gen_ai.tool.call.arguments": '{"a":2}',
      "gen_ai.tool.call.result": "4",
    });
  });

  it("[T32] the clients of Anthropic are told by their scope and the name of the span", () => {
    const scoped = (name: string) =>
      translate(sent({ "otlp.scope": { name: "com.anthropic.sdk.python" } }, name));
    expect(
      [scoped("anthropic.messages.create"), scoped("anthropic.tool_use add"), scoped("other")].map(roleOf),
    ).toEqual(["model", "tool", "other"]);
  });

  it("[T32] what a span says in our words holds, and what was added is named", () => {
    const said = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "native",
      "gen_ai.system": "old",
    };
    expect(translate(sent(said)).attributes).toEqual(said);
    const { attributes } = translate(sent({ "gen_ai.system": "old" }));
    expect(attributes).toEqual({
      "gen_ai.system": "old",
      "gen_ai.provider.name": "old",
      "otlp.translated": ["gen_ai.provider.name"],
    });
  });

  it("[T33] a span that says to be sealed, or of a run or session of ours, is neither", () => {
    const record = translate(
      sent({ "autogenesis.sealed": true, "autogenesis.session.id": "1", "autogenesis.cost.usd": 0.5 }),
    );
    expect(isSealedSpan(record)).toBe(false);
    expect(record.attributes).toEqual({
      "otlp.sent.autogenesis.sealed": true,
      "otlp.sent.autogenesis.session.id": "1",
      "autogenesis.cost.usd": 0.5,
    });
  });

  it("[T33] content that nests deeper than it could be written again is kept as text, and not read", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const native = translate(sent({ "gen_ai.operation.name": "chat", "gen_ai.input.messages": deep }));
    expect(Object.keys(native.attributes)).toContain("otlp.sent.gen_ai.input.messages");
    const flat = translate(
      sent({ "ai.operationId": "ai.generateText.doGenerate", "ai.response.toolCalls": deep }),
    );
    expect(messagesOf(flat)).toEqual([]);
    expect(flat.attributes["ai.response.toolCalls"]).toBe(deep);
  });

  it("[T32] tells what was understood, and which attributes mean nothing here", () => {
    const understanding = createUnderstanding();
    understanding.add(
      DIALECTS.map(([, attributes]) => translate(sent({ ...attributes, "my.list.0": 1, "my.list.1": 2 }))),
    );
    understanding.add([translate(sent({ "openinference.span.kind": "TOOL", mine: 1 }))]);
    expect(understanding.tell()).toEqual({
      ...{ spans: 5, modelCalls: 4, toolCalls: 1, withTokens: 4, withMessages: 4 },
      unknown: [
        { name: "my.list.*", spans: 4 },
        { name: "mine", spans: 1 },
      ],
    });
  });
});
