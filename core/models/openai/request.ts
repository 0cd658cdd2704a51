import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from "openai/resources/chat/completions";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { fitsStrictOutput } from "./schema.ts";
import type { ChatMessage, ChatRequest, Sampling, ToolCall, ToolDefinition } from "#core/models/provider.ts";

type Dialect = { readonly isOpenAi: boolean };

/** A request in the words of the chat completions API; OpenAI's own service and its followers differ in a few. */
export function toChatParams(request: ChatRequest, dialect: Dialect): ChatCompletionCreateParamsStreaming {
  const { model, messages, tools = [], sampling, output } = request;
  return {
    model,
    messages: messages.map((message) => toMessage(message, dialect)),
    stream: true,
    stream_options: { include_usage: true },
    ...toSamplingParams(sampling, dialect),
    // An empty list is refused by OpenAI.
    ...(tools.length === 0 ? {} : { tools: tools.map(toTool) }),
    ...(output === undefined ? {} : { response_format: toResponseFormat(output) }),
  };
}

function toMessage(message: ChatMessage, dialect: Dialect): ChatCompletionMessageParam {
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.callId, content: message.content };
  }
  if (message.role !== "assistant") return { role: message.role, content: message.content };
  const { content, toolCalls = [] } = message;
  if (toolCalls.length === 0) return { role: "assistant", content };
  return {
    role: "assistant",
    content: content === "" ? null : content,
    tool_calls: toolCalls.map((call) => toWireCall(call, dialect)),
  };
}

function toWireCall({ callId, toolName, argumentsText }: ToolCall, { isOpenAi }: Dialect) {
  // OpenAI takes back whatever its model wrote. The others render the arguments into a template: text that is no
  // JSON object would have them refuse the whole conversation, though the model was just told of its mistake.
  const text = isOpenAi || isObjectText(argumentsText) ? argumentsText : wrapUnparsed(argumentsText);
  return { id: callId, type: "function" as const, function: { name: toolName, arguments: text } };
}

function isObjectText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text) as unknown);
  } catch {
    return false;
  }
}

function wrapUnparsed(text: string): string {
  return JSON.stringify(text.trim() === "" ? {} : { unparsed: text });
}

function toTool({ name, description, parameters }: ToolDefinition): ChatCompletionTool {
  return { type: "function", function: { name, description, parameters: asRecord(parameters) } };
}

function toSamplingParams({ temperature, topP, maxOutputTokens, seed }: Sampling, { isOpenAi }: Dialect) {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    // 31 bits: Gemini takes no more, and llama.cpp reads 2^32 − 1 as "random".
    ...(seed === undefined ? {} : { seed: seed % 2 ** 31 }),
    ...(maxOutputTokens === undefined
      ? {}
      : // OpenAI's reasoning models refuse the old name, most followers know only that.
        { [isOpenAi ? "max_completion_tokens" : "max_tokens"]: maxOutputTokens }),
  };
}

function toResponseFormat({ name, schema }: NonNullable<ChatRequest["output"]>) {
  return {
    type: "json_schema" as const,
    json_schema: {
      // The API takes letters, digits, "_" and "-", at most 64.
      name: name.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 64),
      schema: asRecord(schema),
      strict: fitsStrictOutput(schema),
    },
  };
}

/** The SDK wants a mutable record; it only serialises it. `true` and `false` are schemas too, and mean these. */
function asRecord(schema: Json): Record<string, unknown> {
  if (isJsonObject(schema)) return { ...schema };
  return schema === false ? { not: {} } : {};
}
