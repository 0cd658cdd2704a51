import { isJsonObject, type Json } from "#core/base/json.ts";
import { SENT } from "#core/otlp/attribute-names.ts";
import { asText, firstOf, gather, parsed, toEntry, type Entry } from "./gather.ts";
import { partsOf, toCall, toMessage, type Message, type Part } from "./message.ts";

/** What a model read or wrote, and what it was offered; empty where a span says nothing of it in a way that is known. */
export type Conversation = {
  readonly input: readonly Message[];
  readonly output: readonly Message[];
  readonly tools: readonly Json[];
};

/**
 * Each way in which programs write down what was said, other than that of the conventions. The first that finds anything
 * is taken: two of them in one span say the same twice.
 */
const READERS: readonly ((entry: Entry) => Conversation)[] = [
  fromOpenInference,
  fromOpenLlmetry,
  fromAiSdk,
  fromEvents,
  fromPlain,
];

export function readConversation(entry: Entry): Conversation {
  for (const read of READERS) {
    const found = read(entry);
    if (found.input.length > 0 || found.output.length > 0) return found;
  }
  return { input: [], output: [], tools: [] };
}

/** `llm.input_messages.0.message.content`, as OpenInference flattens them. */
function fromOpenInference(entry: Entry): Conversation {
  return {
    input: gather(entry, "llm.input_messages.").map(toInferenceMessage),
    output: gather(entry, "llm.output_messages.").map(toInferenceMessage),
    tools: gather(entry, "llm.tools.").map((tool) => toTool(parsed(tool.get("tool.json_schema") ?? null))),
  };
}

function toInferenceMessage(entry: Entry): Message {
  const contents = gather(entry, "message.contents.").map(toInferencePart);
  const calls = gather(entry, "message.tool_calls.").map((call) =>
    toCall(
      call.get("tool_call.id") ?? null,
      call.get("tool_call.function.name") ?? null,
      call.get("tool_call.function.arguments") ?? null,
    ),
  );
  return toMessage({
    role: entry.get("message.role") ?? null,
    content: contents.length > 0 ? contents : (entry.get("message.content") ?? null),
    calls,
    callId: entry.get("message.tool_call_id") ?? null,
  });
}

function toInferencePart(entry: Entry): Json {
  const type = entry.get("message_content.type") ?? "unknown";
  if (type === "text" || type === "reasoning") return { type, text: entry.get("message_content.text") ?? "" };
  return { ...Object.fromEntries(entry), type };
}

/** `gen_ai.prompt.0.content`, as OpenLLMetry and older conventions flatten them. */
function fromOpenLlmetry(entry: Entry): Conversation {
  return {
    input: gather(entry, "gen_ai.prompt.").map(toLlmetryMessage),
    output: gather(entry, "gen_ai.completion.").map(toLlmetryMessage),
    tools: gather(entry, "llm.request.functions.").map((tool) => ({
      name: tool.get("name") ?? "",
      description: tool.get("description") ?? "",
      parameters: parsed(tool.get("parameters") ?? null),
    })),
  };
}

function toLlmetryMessage(entry: Entry): Message {
  const calls = gather(entry, "tool_calls.").map((call) =>
    toCall(call.get("id") ?? null, call.get("name") ?? null, call.get("arguments") ?? null),
  );
  const content = parsedParts(entry.get("content") ?? null);
  return toMessage({
    role: entry.get("role") ?? "assistant",
    content,
    calls,
    callId: entry.get("tool_call_id") ?? null,
  });
}

/** A content of parts is written as JSON text; any other text is itself, though it may read as JSON. */
function parsedParts(content: Json): Json {
  const value = parsed(content);
  const isParts = Array.isArray(value) && value.every((part) => isJsonObject(part) && "type" in part);
  return isParts ? value : content;
}

/** `ai.prompt.messages` and `ai.response.text`, as the AI SDK writes them. */
function fromAiSdk(entry: Entry): Conversation {
  const prompt = parsed(firstOf(entry, ["ai.prompt.messages"]));
  const listed = Array.isArray(prompt) ? (prompt as readonly Json[]).map(toPlainMessage) : [];
  const calls = parsed(firstOf(entry, ["ai.response.toolCalls"]));
  const parts: readonly Part[] = [
    ...partsOf(firstOf(entry, ["ai.response.text", "ai.response.object"])),
    ...(Array.isArray(calls) ? (calls as readonly Json[]).flatMap(toSdkCall) : []),
  ];
  const tools = firstOf(entry, ["ai.prompt.tools"]);
  return {
    input: listed,
    output: parts.length === 0 ? [] : [{ role: "assistant", parts }],
    tools: Array.isArray(tools) ? (tools as readonly Json[]).map((tool) => toTool(parsed(tool))) : [],
  };
}

function toSdkCall(call: Json): readonly Part[] {
  if (!isJsonObject(call)) return [];
  return [
    toCall(call["toolCallId"] ?? null, call["toolName"] ?? null, call["input"] ?? call["args"] ?? null),
  ];
}

/** Events `gen_ai.user.message` and `gen_ai.choice`, as the conventions had them for a while. */
function fromEvents(entry: Entry): Conversation {
  const events = entry.get(SENT.events);
  const input: Message[] = [];
  const output: Message[] = [];
  for (const event of Array.isArray(events) ? (events as readonly Json[]) : []) {
    if (!isJsonObject(event) || typeof event["name"] !== "string") continue;
    const said = toEntry(isJsonObject(event["attributes"]) ? event["attributes"] : {});
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(event["name"])?.[1];
    if (role !== undefined) input.push(toEventMessage(said, role));
    else if (event["name"] === "gen_ai.choice") output.push(toEventMessage(said, "assistant"));
    else if (event["name"] === "gen_ai.content.prompt")
      input.push(...plain(said.get("gen_ai.prompt"), "user"));
    else if (event["name"] === "gen_ai.content.completion") {
      output.push(...plain(said.get("gen_ai.completion"), "assistant"));
    }
  }
  return { input, output, tools: [] };
}

function toEventMessage(said: Entry, role: string): Message {
  const inner = parsed(said.get("message") ?? null);
  const message = isJsonObject(inner) ? toEntry(inner) : said;
  const calls = parsed(message.get("tool_calls") ?? null);
  return toMessage({
    role,
    content: message.get("content") ?? null,
    calls: Array.isArray(calls) ? (calls as readonly Json[]).flatMap(toChatCall) : [],
    callId: role === "tool" ? (message.get("id") ?? null) : null,
  });
}

/** `gen_ai.prompt` and `gen_ai.completion` as one text each. */
function fromPlain(entry: Entry): Conversation {
  return {
    input: plain(entry.get("gen_ai.prompt"), "user"),
    output: plain(entry.get("gen_ai.completion"), "assistant"),
    tools: [],
  };
}

function plain(value: Json | undefined, role: string): readonly Message[] {
  if (value === undefined || value === null || value === "") return [];
  const list = parsed(value);
  if (Array.isArray(list) && list.every((one) => isJsonObject(one) && "role" in one)) {
    return (list as readonly Json[]).map(toPlainMessage);
  }
  return [{ role, parts: [{ type: "text", content: asText(value) }] }];
}

/** As chat endpoints and the AI SDK write a message. */
function toPlainMessage(message: Json): Message {
  if (!isJsonObject(message)) return toMessage({ role: null, content: message });
  const calls = message["tool_calls"];
  return toMessage({
    role: message["role"] ?? null,
    content: message["content"] ?? null,
    calls: Array.isArray(calls) ? (calls as readonly Json[]).flatMap(toChatCall) : [],
    callId: message["tool_call_id"] ?? null,
  });
}

function toChatCall(call: Json): readonly Part[] {
  if (!isJsonObject(call)) return [];
  const called = isJsonObject(call["function"]) ? call["function"] : call;
  return [toCall(call["id"] ?? null, called["name"] ?? null, called["arguments"] ?? null)];
}

/** A tool as it was offered: by itself, or within the form of a chat endpoint. */
function toTool(tool: Json): Json {
  if (!isJsonObject(tool)) return tool;
  const inner = isJsonObject(tool["function"]) ? tool["function"] : tool;
  const parameters = inner["parameters"] ?? inner["inputSchema"] ?? inner["input_schema"] ?? null;
  return { name: inner["name"] ?? "", description: inner["description"] ?? "", parameters };
}
