import { isJsonObject, type Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { roleOf } from "./facts.ts";

/**
 * What two spans are compared by, in the order in which it is looked at. Ids, times, seeds and what calls cost are no part of
 * what was done. Named as core/recording/gen-ai.ts names them, which lies above this folder; a test holds the two together.
 */
export const TOLD_FIELDS = [
  "autogenesis.resource.version",
  "autogenesis.input",
  "autogenesis.initial_state",
  "autogenesis.standing_text",
  "gen_ai.request.model",
  "gen_ai.request.temperature",
  "gen_ai.request.top_p",
  "gen_ai.request.max_tokens",
  "gen_ai.system_instructions",
  "gen_ai.tool.definitions",
  "gen_ai.input.messages",
  "gen_ai.tool.call.arguments",
] as const;

export const CAME_FIELDS = [
  "gen_ai.output.messages",
  "gen_ai.response.finish_reasons",
  "gen_ai.tool.call.result",
  "autogenesis.output",
  "autogenesis.final_states",
] as const;

/** Not an attribute: how the span failed. */
export const ERROR_FIELD = "error";

const VERSION = "autogenesis.resource.version";

/** Of these a model calls with ids that it makes up anew each time. */
const WITH_CALL_IDS: ReadonlySet<string> = new Set(["gen_ai.input.messages", "gen_ai.output.messages"]);

/**
 * A field of a span as it is compared: JSON that stands in a text as what it says, messages without the ids of calls. An
 * agent's version differs wherever a text of its does, and is told with the closure: what it was told counts here.
 */
export function comparedValue(record: SpanRecord, field: string): Json | undefined {
  if (field === ERROR_FIELD) return record.error ?? undefined;
  if (field === VERSION && roleOf(record) === "agent") return undefined;
  const value = record.attributes[field];
  const parsed = typeof value === "string" ? parse(value) : value;
  return WITH_CALL_IDS.has(field) && parsed !== undefined ? withoutCallIds(parsed) : parsed;
}

function parse(text: string): Json {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function withoutCallIds(messages: Json): Json {
  if (!Array.isArray(messages)) return messages;
  return (messages as readonly Json[]).map((message) => {
    if (!isJsonObject(message) || !Array.isArray(message["parts"])) return message;
    const parts = message["parts"] as readonly Json[];
    return {
      ...message,
      parts: parts.map((part) => {
        if (!isJsonObject(part)) return part;
        const { id: _id, ...rest } = part;
        return rest;
      }),
    };
  });
}
