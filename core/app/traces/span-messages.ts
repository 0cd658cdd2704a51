import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import type { MessageDocument, MessagePart } from "#core/contract/traces.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { GEN_AI } from "#core/recording/gen-ai.ts";
import { textOf } from "#core/domain/spans/facts.ts";

/**
 * The messages of a model call, from the content attributes of the GenAI conventions. Whatever does not have their form
 * (a trace of another program) is shown as the JSON that it is, never dropped.
 */
export function messagesOf({ attributes }: SpanRecord): MessageDocument[] {
  const system = parseList(attributes[GEN_AI.systemInstructions]);
  return [
    ...(system.length === 0 ? [] : [{ role: "system", isOutput: false, parts: system.map(toPart) }]),
    ...parseList(attributes[GEN_AI.inputMessages]).map((message) => toMessage(message, false)),
    ...parseList(attributes[GEN_AI.outputMessages]).map((message) => toMessage(message, true)),
  ];
}

type ToolDocument = { name: string; description: string; schema: Json; calls: number };

/** The tools a model call was offered, with how often the messages call each. */
export function toolsOf(record: SpanRecord, messages: readonly MessageDocument[]): ToolDocument[] {
  const called = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "call" ? [part.name] : [])),
  );
  return parseList(record.attributes[GEN_AI.toolDefinitions]).map((definition) => {
    const tool = isJsonObject(definition) ? definition : {};
    const name = textOf(tool["name"]) ?? "";
    return {
      name,
      description: textOf(tool["description"]) ?? "",
      schema: tool["parameters"] ?? null,
      calls: called.filter((each) => each === name).length,
    };
  });
}

function toMessage(message: Json, isOutput: boolean): MessageDocument {
  if (!isJsonObject(message)) return { role: "unknown", isOutput, parts: [toOther(message)] };
  const parts = Array.isArray(message["parts"]) ? (message["parts"] as readonly Json[]) : [];
  return { role: textOf(message["role"]) ?? "unknown", isOutput, parts: parts.map(toPart) };
}

function toPart(part: Json): MessagePart {
  if (!isJsonObject(part)) return toOther(part);
  switch (textOf(part["type"])) {
    case "text":
      return { kind: "text", text: textOf(part["content"]) ?? toText(part["content"]) };
    case "reasoning":
      return { kind: "thought", text: textOf(part["content"]) ?? toText(part["content"]) };
    case "tool_call":
      return {
        kind: "call",
        id: textOf(part["id"]) ?? "",
        name: textOf(part["name"]) ?? "",
        arguments: toText(part["arguments"]),
      };
    case "tool_call_response":
      return {
        kind: "result",
        id: textOf(part["id"]) ?? "",
        result: toText(part["response"] ?? part["result"]),
      };
    case null:
    default:
      return toOther(part);
  }
}

function toOther(part: Json): MessagePart {
  const type = isJsonObject(part) ? textOf((part satisfies JsonObject)["type"]) : null;
  return { kind: "other", type: type ?? "unknown", json: JSON.stringify(part) };
}

function toText(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** The attribute holds JSON text; a list that is no JSON is one entry, so that it is still seen. */
function parseList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string") return Array.isArray(value) ? (value as readonly Json[]) : [value];
  try {
    const parsed = JSON.parse(value) as Json;
    return Array.isArray(parsed) ? (parsed as readonly Json[]) : [parsed];
  } catch {
    return [{ type: "text", content: value }];
  }
}
