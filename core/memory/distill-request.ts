import type { Json } from "#core/base/json.ts";
import type { MemoryRecord } from "#core/domain/content/memory.ts";
import { fillPlaceholders, type PromptContent } from "#core/domain/content/prompt.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import type { MemoryEvent } from "./memory-event.ts";

/** A chat request but for model and sampling, which the caller knows. */
export type DistillRequest = Required<Pick<ChatRequest, "messages" | "output">>;

/** Of each text of an event; a long task shows what it is about in its first part. */
const MAX_TEXT_CHARS = 2000;

/** Every property is required: endpoints with strict structured output accept nothing else. */
const REPLY_SCHEMA: Json = {
  type: "object",
  properties: {
    insights: {
      type: "array",
      items: {
        type: "object",
        properties: {
          type: { type: "string", enum: ["insight", "summary"] },
          text: { type: "string" },
          importance: { type: "number" },
          spans: { type: "array", items: { type: "string" } },
        },
        required: ["type", "text", "importance", "spans"],
        additionalProperties: false,
      },
    },
  },
  required: ["insights"],
  additionalProperties: false,
};

export type DistillMaterial = {
  /** The rememberer's prompt, with the slots `events`, `notes` and `count`. */
  readonly prompt: PromptContent;
  readonly events: readonly MemoryEvent[];
  readonly existing: readonly MemoryRecord[];
  readonly maxCandidates: number;
};

/** What to ask the model. Slots are filled once; the material is JSON, one line each, so it cannot leave its place. */
export function buildDistillRequest(material: DistillMaterial): DistillRequest {
  const values = new Map([
    ["events", material.events.map((event) => toMaterialLine(eventMaterial(event))).join("\n")],
    ["notes", material.existing.map(({ text }) => toMaterialLine(text)).join("\n")],
    ["count", String(material.maxCandidates)],
  ]);
  return {
    messages: material.prompt.messages.map(({ role, sections }) => ({
      role,
      content: sections.map(({ text }) => fillPlaceholders(text, values)).join("\n\n"),
    })),
    output: { name: "insights", schema: REPLY_SCHEMA },
  };
}

function eventMaterial({ outcome, task, output, expected, spans }: MemoryEvent): Json {
  return {
    outcome,
    task: excerpt(task),
    output: excerpt(toText(output)),
    ...(expected === undefined ? {} : { expected: excerpt(toText(expected)) }),
    spans: spans.map(({ span, text }) => ({ span, text: excerpt(text) })),
  };
}

/** "<" is escaped, so that no text can close the tags that the prompt puts around the material. */
function toMaterialLine(value: Json): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function excerpt(text: string): string {
  return text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS).toWellFormed()}…` : text;
}
