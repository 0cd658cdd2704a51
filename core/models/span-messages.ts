import type { Attributes } from "@opentelemetry/api";
import { GEN_AI } from "#core/recording/gen-ai.ts";
import type { ModelTurn } from "./collect-turn.ts";
import type { ChatMessage, ChatRequest, FinishReason, ToolCall } from "./provider.ts";

/** Messages in the form of the GenAI conventions: {role, parts}. */

export function toMessageAttributes(request: ChatRequest): Attributes {
  const system = request.messages.filter((message) => message.role === "system");
  const rest = request.messages.filter((message) => message.role !== "system");
  return {
    [GEN_AI.systemInstructions]: JSON.stringify(system.map(({ content }) => ({ type: "text", content }))),
    [GEN_AI.inputMessages]: JSON.stringify(rest.map(toMessage)),
    ...(request.tools === undefined || request.tools.length === 0
      ? {}
      : {
          [GEN_AI.toolDefinitions]: JSON.stringify(
            request.tools.map((tool) => ({ type: "function", ...tool })),
          ),
        }),
  };
}

export function toOutputAttribute(turn: ModelTurn): string {
  const parts = [...thoughtParts(turn.thought), ...textParts(turn.text), ...turn.toolCalls.map(toCallPart)];
  return JSON.stringify([{ role: "assistant", parts, finish_reason: FINISH_REASONS[turn.reason] }]);
}

const FINISH_REASONS: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_call",
  "content-filter": "content_filter",
  refusal: "content_filter",
  other: "stop",
};

function toMessage(message: ChatMessage): object {
  switch (message.role) {
    case "tool":
      return {
        role: "tool",
        parts: [{ type: "tool_call_response", id: message.callId, response: message.content }],
      };
    case "assistant":
      return {
        role: "assistant",
        parts: [...textParts(message.content), ...(message.toolCalls ?? []).map(toCallPart)],
      };
    case "system":
    case "user":
      return { role: message.role, parts: textParts(message.content) };
  }
}

function textParts(content: string): object[] {
  return content === "" ? [] : [{ type: "text", content }];
}

function thoughtParts(thought: string | undefined): object[] {
  return thought === undefined ? [] : [{ type: "reasoning", content: thought }];
}

function toCallPart({ callId, toolName, argumentsText }: ToolCall): object {
  return { type: "tool_call", id: callId, name: toolName, arguments: argumentsText };
}
