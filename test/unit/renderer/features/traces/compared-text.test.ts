import { describe, expect, it } from "vitest";
import type { SpanDetailDocument } from "#core/contract/traces.ts";
import { readField } from "#renderer/features/traces/compared-text.ts";

const CALL: SpanDetailDocument = {
  ...{ span: "s", parent: null, name: "chat small", role: "model", startUs: 0, endUs: 1, error: null },
  ...{ resource: null, usage: null, tools: [], input: null, output: null },
  messages: [
    { role: "system", isOutput: false, parts: [{ kind: "text", text: "Be brief.\nAnswer." }] },
    { role: "user", isOutput: false, parts: [{ kind: "text", text: '{"a":1}' }] },
    {
      role: "assistant",
      isOutput: true,
      parts: [{ kind: "call", id: "1", name: "add", arguments: '{"x":2}' }],
    },
  ],
  attributes: {
    "gen_ai.system_instructions": "[]",
    "gen_ai.input.messages": "[]",
    "gen_ai.output.messages": "[]",
    "gen_ai.tool.call.arguments": '{"x":2}',
  },
};

describe("a field of a compared step", () => {
  // Would catch texts told to differ in the quotation marks of the JSON they stand in.
  it.each([
    ["gen_ai.system_instructions", "system\nBe brief.\nAnswer."],
    ["gen_ai.input.messages", 'user\n{\n  "a": 1\n}'],
    ["gen_ai.output.messages", 'assistant\ncalls add\n{\n  "x": 2\n}'],
    ["gen_ai.tool.call.arguments", '{\n  "x": 2\n}'],
    ["error", undefined],
  ] as const)("reads as it was said: %s", (field, text) => {
    expect(readField(CALL, field)).toBe(text);
  });
});
