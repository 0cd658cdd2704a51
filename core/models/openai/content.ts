import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

export type Content = { readonly text: string; readonly refusal: string; readonly thought: string };

const NOTHING: Content = { text: "", refusal: "", thought: "" };

/** What a message says: text, or parts of which some are text and others are what the model thought. Null for neither. */
export function readContent(content: Json | undefined): Content | null {
  if (content === undefined || content === null || content === false) return NOTHING;
  const alone = toText(content);
  if (alone !== null) return { ...NOTHING, text: alone };
  if (isJsonObject(content)) return readPart(content);
  if (!Array.isArray(content)) return null;
  const parts = (content as readonly Json[]).map((part) => (part === null ? NOTHING : readPart(part)));
  if (parts.includes(null)) return null;
  return (parts as readonly Content[]).reduce(join, NOTHING);
}

function readPart(part: Json): Content | null {
  const alone = toText(part);
  if (alone !== null) return { ...NOTHING, text: alone };
  if (!isJsonObject(part)) return null;
  const { type, text, refusal } = part;
  const kind = typeof type === "string" ? type : "text";
  if (/think|reason|thought/.test(kind)) return { ...NOTHING, thought: allTextIn(part) };
  if (typeof refusal === "string") return { ...NOTHING, refusal };
  // Pictures, references and whatever else is no text is no part of an answer in text.
  if (!/text/.test(kind)) return NOTHING;
  if (text === undefined || text === null) return NOTHING;
  // As the assistants' API has it, the text stands one further in.
  const words = toText(isJsonObject(text) ? (text["value"] ?? null) : text);
  return words === null ? null : { ...NOTHING, text: words };
}

/** An answer that is a number may come as one. */
function toText(value: Json): string | null {
  return typeof value === "number" ? String(value) : typeof value === "string" ? value : null;
}

function join(one: Content, other: Content): Content {
  return {
    text: one.text + other.text,
    refusal: one.refusal + other.refusal,
    thought: one.thought + other.thought,
  };
}

/** The members under which endpoints put what a model thinks; those that say it twice say it first in the first. */
const THOUGHTS = [
  "reasoning_content",
  "reasoning",
  "thinking",
  "reasoning_details",
  "thinking_blocks",
] as const;

/** The member whose thoughts go back with the calls that came of them. */
export function readCalledFor({ reasoning_content: thought }: JsonObject): string {
  return typeof thought === "string" ? thought : "";
}

/** What the model thought is no part of its answer, and on the bill. */
export function readThought(given: JsonObject): string {
  for (const member of THOUGHTS) {
    const thought = allTextIn(given[member] ?? null);
    if (thought !== "") return thought;
  }
  return "";
}

const TEXTS = ["text", "thinking", "content", "summary", "reasoning"] as const;

function allTextIn(value: Json, depth = 0): string {
  if (typeof value === "string") return value;
  if (depth > 4) return "";
  if (Array.isArray(value))
    return (value as readonly Json[]).map((part) => allTextIn(part, depth + 1)).join("");
  if (!isJsonObject(value)) return "";
  const found = TEXTS.find((member) => value[member] !== undefined && value[member] !== null);
  return found === undefined ? "" : allTextIn(value[found] ?? null, depth + 1);
}
