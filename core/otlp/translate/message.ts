import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { textOf } from "#core/domain/spans/facts.ts";

/** A message in the form of the GenAI conventions, in which the window reads them. */
export type Message = { readonly role: string; readonly parts: readonly Part[] };

export type Part = JsonObject & { readonly type: string };

type Said = {
  readonly role: Json;
  /** A text, or a list of parts of whatever form. */
  readonly content: Json;
  readonly calls?: readonly Part[];
  /** Of a message that is the result of a call: which. */
  readonly callId?: Json;
};

/** A message of the usual parts: what it says, whom it calls, or what a call came to. */
export function toMessage({ role, content, calls = [], callId = null }: Said): Message {
  const name = typeof role === "string" ? role : "unknown";
  if (name === "tool" || callId !== null) {
    const isList = Array.isArray(content);
    const results = isList ? partsOf(content) : [];
    if (results.some(({ type }) => type === "tool_call_response")) return { role: "tool", parts: results };
    return { role: "tool", parts: [{ type: "tool_call_response", id: callId, response: content }] };
  }
  return { role: name, parts: [...partsOf(content), ...calls] };
}

export function toCall(id: Json, name: Json, given: Json): Part {
  return { type: "tool_call", id, name, arguments: given };
}

/** The parts of a content as chat endpoints and their libraries write it. */
export function partsOf(content: Json): readonly Part[] {
  if (content === null || content === "") return [];
  if (typeof content === "string") return [{ type: "text", content }];
  if (Array.isArray(content)) return (content as readonly Json[]).flatMap(partOf);
  return partOf(content);
}

function partOf(part: Json): readonly Part[] {
  if (!isJsonObject(part)) return partsOf(part);
  const type = textOf(part["type"]) ?? "unknown";
  switch (type) {
    case "text":
    case "input_text":
    case "output_text":
      return [{ type: "text", content: part["text"] ?? part["content"] ?? "" }];
    case "reasoning":
    case "thinking":
      return [{ type: "reasoning", content: part["text"] ?? part["thinking"] ?? part["content"] ?? "" }];
    case "tool-call":
      return [
        toCall(part["toolCallId"] ?? null, part["toolName"] ?? null, part["input"] ?? part["args"] ?? null),
      ];
    case "tool_use":
      return [toCall(part["id"] ?? null, part["name"] ?? null, part["input"] ?? null)];
    case "tool-result": {
      const response = part["output"] ?? part["result"] ?? null;
      return [{ type: "tool_call_response", id: part["toolCallId"] ?? null, response }];
    }
    case "tool_result":
      return [
        { type: "tool_call_response", id: part["tool_use_id"] ?? null, response: part["content"] ?? null },
      ];
    default:
      // A form of its own: kept, and shown as the JSON that it is.
      return [{ ...part, type }];
  }
}
