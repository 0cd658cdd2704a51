import { isJsonObject, type Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { SpanRole } from "#core/domain/span-role.ts";
import { roleOf } from "./facts.ts";

/**
 * What two spans are compared by, in the order in which it is looked at. Ids, times, seeds and what calls cost are no part of
 * what was done. Named as core/recording/gen-ai.ts names them, which lies above this folder; a test holds the two together.
 */
export const TOLD_FIELDS = [
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
  "autogenesis.resource.version",
] as const;

const CAME_ATTRIBUTES = [
  "gen_ai.output.messages",
  "gen_ai.response.finish_reasons",
  "gen_ai.tool.call.result",
  "autogenesis.output",
  "autogenesis.final_states",
] as const;

/** The last is no attribute: how the span failed. */
const CAME_FIELDS = [...CAME_ATTRIBUTES, "error"] as const;

export const COMPARED_FIELDS = [...TOLD_FIELDS, ...CAME_FIELDS] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

const VERSION = "autogenesis.resource.version";

const SAYS_ITSELF: ReadonlySet<SpanRole> = new Set(["agent", "model"]);

/** Of these a model calls with ids that it makes up anew each time. */
const WITH_CALL_IDS: ReadonlySet<ComparedField> = new Set([
  "gen_ai.input.messages",
  "gen_ai.output.messages",
]);

/**
 * A field of a span as it is compared: JSON that stands in a text as what it says, messages without the ids of calls. Of
 * an agent and of a model's prompt what they say counts, and not that it is another version for it.
 */
export function comparedValue(record: SpanRecord, field: ComparedField): Json | undefined {
  if (field === "error") return record.error ?? undefined;
  if (field === VERSION && SAYS_ITSELF.has(roleOf(record))) return undefined;
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
