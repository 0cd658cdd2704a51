import { AppError } from "#core/base/app-error.ts";
import type { FinishReason, ModelPart, ToolCall, Usage } from "./provider.ts";

/** Everything a model said in one turn. */
export type ModelTurn = {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly reason: FinishReason;
  /** What it thought, where that is shown: for traces alone. */
  readonly thought?: string;
  /** What was thought before its calls, where it goes back with them. */
  readonly calledFor?: string;
  /** As the endpoint reported it; null where it did not, or said what cannot be. */
  readonly usage: Usage | null;
  /** As it was counted here, where `usage` is null. */
  readonly counted?: Usage;
  readonly responseModel?: string;
  readonly responseId?: string;
  /** Keys that another one had to be taken for, each with the reason. */
  readonly keysPassedOver?: readonly string[];
};

/**
 * Reads a stream to its end. Throws model-truncated (retryable) when it ends without its finish part: half an answer
 * is never taken for a whole one.
 */
export async function collectTurn(parts: AsyncIterable<ModelPart>): Promise<ModelTurn> {
  const texts: string[] = [];
  const thoughts: string[] = [];
  const toolCalls: ToolCall[] = [];
  for await (const part of parts) {
    switch (part.type) {
      case "text-delta":
        texts.push(part.text);
        break;
      case "thought-end":
        thoughts.push(...texts.splice(0));
        break;
      case "tool-call":
        toolCalls.push(toCall(part));
        break;
      case "finish": {
        const { type: _type, thought = "", ...finish } = part;
        thoughts.push(thought);
        const all = thoughts.join("");
        return { text: texts.join(""), toolCalls, ...(all === "" ? {} : { thought: all }), ...finish };
      }
    }
  }
  throw new AppError("model-truncated", "The model's answer was cut off before its end.", {
    hint: "Try again; if it keeps happening, check the endpoint.",
    retryable: true,
  });
}

function toCall({ callId, toolName, argumentsText, extra }: ToolCall): ToolCall {
  return { callId, toolName, argumentsText, ...(extra === undefined ? {} : { extra }) };
}
