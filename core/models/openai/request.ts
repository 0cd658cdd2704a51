import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from "openai/resources/chat/completions";
import { isJsonObject, type Json } from "#core/base/json.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { ChatMessage, ChatRequest, Sampling, ToolCall, ToolDefinition } from "#core/models/provider.ts";
import { messagesUnder } from "#core/models/sent-request.ts";
import { fitsStrictOutput } from "./schema.ts";
import { toSentSchema } from "./sent-schema.ts";

export type Dialect = {
  readonly isOpenAi: boolean;
  /** A tool that takes nothing is declared with an empty object, because the endpoint wants one; others refuse it. */
  readonly wantsParameters?: boolean;
};

/**
 * A request in the words of the chat completions API, under the rules for its endpoint [M20]. OpenAI's own service and its
 * followers differ in a few.
 */
export function toChatParams(
  request: ChatRequest,
  dialect: Dialect,
  rules: RequestRules = {},
): ChatCompletionCreateParamsStreaming {
  const { model, tools = [], sampling, output } = request;
  const messages = messagesUnder(request, rules).map((message) => toMessage(message, dialect));
  const styled = { ...dialect, isPlain: rules.schemas === "plain" };
  const usual = {
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
    ...toSamplingParams(sampling, dialect),
    // An empty list is refused by OpenAI.
    ...(tools.length === 0 ? {} : { tools: tools.map((tool) => toTool(tool, styled)) }),
    ...(output === undefined ? {} : toResponseFormat(output, { ...styled, rules })),
  };
  // Sound: rules touch neither model nor messages nor tools; the SDK only serialises what is set beside them.
  return underRules(usual, rules) as unknown as ChatCompletionCreateParamsStreaming;
}

/** What is set wins over what is left out, and both know a member by its usual name and by its own. */
function underRules(
  usual: Readonly<Record<string, unknown>>,
  { omit = [], rename = {}, set = {} }: RequestRules,
): Readonly<Record<string, unknown>> {
  const left = Object.entries(usual).flatMap(([name, value]) => {
    const sent = rename[name] ?? name;
    return omit.includes(name) || omit.includes(sent) ? [] : [[sent, value] as const];
  });
  const params = { ...Object.fromEntries(left), ...set };
  // Whoever is not asked for a stream refuses what is said of one.
  if ("stream" in params && params["stream"] === true) return params;
  const { stream_options: _of, ...whole } = params as Record<string, unknown>;
  return whole;
}

function toMessage(message: ChatMessage, dialect: Dialect): ChatCompletionMessageParam {
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.callId, content: message.content };
  }
  if (message.role !== "assistant") return { role: message.role, content: message.content };
  const { content, toolCalls = [], calledFor } = message;
  if (toolCalls.length === 0) return { role: "assistant", content };
  return {
    role: "assistant",
    // Followers take an empty text where they do not take null.
    content: content === "" && dialect.isOpenAi ? null : content,
    tool_calls: toolCalls.map((call) => toWireCall(call, dialect)),
    // DeepSeek and others take a thinking model's calls back only with it, and who sent it under this name knows it.
    ...(calledFor === undefined ? {} : { reasoning_content: calledFor }),
  };
}

function toWireCall({ callId, toolName, argumentsText, extra }: ToolCall, { isOpenAi }: Dialect) {
  // OpenAI takes back whatever its model wrote. The others render the arguments into a template: text that is no
  // JSON object would have them refuse the whole conversation, though the model was just told of its mistake.
  const text = isOpenAi || isObjectText(argumentsText) ? argumentsText : wrapUnparsed(argumentsText);
  const call = { id: callId, type: "function" as const, function: { name: toolName, arguments: text } };
  // Gemini signs the calls of its thinking models, and takes them back only so.
  return extra === undefined ? call : { ...call, extra_content: extra };
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

type Styled = Dialect & { readonly isPlain: boolean };

function toTool({ name, description, parameters }: ToolDefinition, style: Styled): ChatCompletionTool {
  const { isOpenAi, isPlain, wantsParameters = false } = style;
  if (isOpenAi && !isPlain)
    return { type: "function", function: { name, description, parameters: asRecord(parameters) } };
  if (!hasMembers(parameters) && (isPlain || !wantsParameters))
    return { type: "function", function: { name, description } };
  const sent = { type: "object", ...toSentSchema(parameters, style) };
  return { type: "function", function: { name, description, parameters: { properties: {}, ...sent } } };
}

/** Whether a tool takes anything that has a name. */
function hasMembers(schema: Json): boolean {
  const properties = isJsonObject(schema) ? schema["properties"] : undefined;
  return isJsonObject(properties) && Object.keys(properties).length > 0;
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

function toResponseFormat(
  { name, schema }: NonNullable<ChatRequest["output"]>,
  { isOpenAi, isPlain, rules }: Styled & { readonly rules: RequestRules },
) {
  const { structured = "json-schema" } = rules;
  if (structured === "words") return {};
  if (structured === "json-object") return { response_format: { type: "json_object" as const } };
  const isOurs = isOpenAi && !isPlain;
  return {
    response_format: {
      type: "json_schema" as const,
      json_schema: {
        // The API takes letters, digits, "_" and "-", at most 64.
        name: name.replaceAll(/[^A-Za-z0-9_-]/g, "_").slice(0, 64),
        schema: isOurs ? asRecord(schema) : toSentSchema(schema, { isPlain }),
        strict: !isPlain && fitsStrictOutput(schema),
      },
    },
  };
}

/** The SDK wants a mutable record; it only serialises it. `true` and `false` are schemas too, and mean these. */
function asRecord(schema: Json): Record<string, unknown> {
  if (isJsonObject(schema)) return { ...schema };
  return schema === false ? { not: {} } : {};
}
