import { describe, expect, it } from "vitest";
import type { ModelTurn } from "#core/models/collect-turn.ts";
import type { ChatRequest, FinishReason } from "#core/models/provider.ts";
import { toMessageAttributes, toOutputAttribute } from "#core/models/span-messages.ts";

const REQUEST: ChatRequest = {
  model: "m",
  messages: [
    { role: "system", content: "Be exact." },
    { role: "user", content: "2+2?" },
    { role: "assistant", content: "", toolCalls: [{ callId: "a", toolName: "sum", argumentsText: "{half" }] },
    { role: "tool", callId: "a", content: "4" },
    { role: "system", content: "Hurry." },
  ],
  sampling: {},
};

describe("messages on a span", () => {
  it("system texts are the instructions; the others are messages of parts, with `response` on tool results", () => {
    const attributes = toMessageAttributes(REQUEST);
    expect(Object.keys(attributes).toSorted()).toEqual([
      "gen_ai.input.messages",
      "gen_ai.system_instructions",
    ]);
    expect(JSON.parse(String(attributes["gen_ai.system_instructions"]))).toEqual([
      { type: "text", content: "Be exact." },
      { type: "text", content: "Hurry." },
    ]);
    expect(JSON.parse(String(attributes["gen_ai.input.messages"]))).toEqual([
      { role: "user", parts: [{ type: "text", content: "2+2?" }] },
      { role: "assistant", parts: [{ type: "tool_call", id: "a", name: "sum", arguments: "{half" }] },
      { role: "tool", parts: [{ type: "tool_call_response", id: "a", response: "4" }] },
    ]);
  });

  const REASONS: readonly (readonly [reason: FinishReason, written: string])[] = [
    ["stop", "stop"],
    ["length", "length"],
    ["tool-calls", "tool_call"],
    ["content-filter", "content_filter"],
    ["refusal", "content_filter"],
    ["other", "stop"],
  ];

  it.each(REASONS)("an answer that ended by %s says %s", (reason, written) => {
    const turn: ModelTurn = { text: "4", toolCalls: [], reason, usage: null };
    expect(JSON.parse(toOutputAttribute(turn))).toEqual([
      { role: "assistant", parts: [{ type: "text", content: "4" }], finish_reason: written },
    ]);
  });

  it("[M31] what was thought is a part of its own before the answer", () => {
    const turn: ModelTurn = { text: "4", thought: "2 and 2", toolCalls: [], reason: "stop", usage: null };
    expect(JSON.parse(toOutputAttribute(turn))).toMatchObject([
      {
        parts: [
          { type: "reasoning", content: "2 and 2" },
          { type: "text", content: "4" },
        ],
      },
    ]);
  });
});
