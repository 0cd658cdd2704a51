import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { MOST_ID_CHARACTERS, MOST_NAME_CHARACTERS } from "./limits.ts";
import { readCalledFor, readContent, readThought } from "./content.ts";
import { toFinish } from "./finish.ts";
import type { ToolCallFragment } from "./tool-calls.ts";

/** One piece of an answer, in the words of this program. */
export type Chunk = {
  readonly id: string;
  readonly model: string;
  /** As it came: under a choice, beside the choices, or under a name of the endpoint's own. */
  readonly usage: Json;
  /** Null in a chunk without choices. */
  readonly said: Said | null;
};

/** What the first choice brings. */
export type Said = {
  readonly text: string;
  readonly refusal: string;
  readonly thought: string;
  /** Of what it thought, what may go back. */
  readonly calledFor: string;
  readonly calls: readonly ToolCallFragment[];
  /** As the endpoint has it; "" where it says nothing. */
  readonly finish: string;
  /** Whether it came as a message, which may tell again what pieces before it told. */
  readonly isMessage: boolean;
};

/**
 * Reads a piece of an answer as it is, tolerant of what endpoints leave out, send as null, in another form or in another
 * place. Null for what cannot be one.
 */
export function readChunk(given: Json): Chunk | null {
  // One document in a list, as some gateways wrap all they send.
  const [raw = null, ...more] = Array.isArray(given) ? (given as readonly Json[]) : [given];
  if (!isJsonObject(raw) || more.length > 0) return null;
  // Nobody goes by them: odd ones are none.
  const id = toName(raw["id"]) ?? "";
  const model = toName(raw["model"]) ?? "";
  const choices = raw["choices"] ?? [];
  if (!Array.isArray(choices)) return null;
  const choice = (choices as readonly Json[]).find(isFirst);
  const said = choice === undefined ? blockedIn(raw) : readChoice(choice);
  if (choice !== undefined && said === null) return null;
  return { id, model, usage: usageIn(raw, choice), said };
}

/** What the endpoint would not have answered has no choices, and stands beside where they would be. */
function blockedIn(raw: JsonObject): Said | null {
  const feedback = raw["promptFeedback"] ?? raw["prompt_feedback"] ?? null;
  if (!isJsonObject(feedback)) return null;
  const reason = feedback["blockReason"] ?? feedback["block_reason"];
  if (typeof reason !== "string" || reason === "" || /unspecified/i.test(reason)) return null;
  return readChoice({ finish_reason: "content_filter" });
}

/** Only one choice is asked for. */
function isFirst(choice: Json): boolean {
  return !isJsonObject(choice) || Number(choice["index"] ?? 0) === 0;
}

function readChoice(choice: Json): Said | null {
  if (!isJsonObject(choice)) return null;
  const { delta, message } = choice;
  const isMessage = !isFilled(delta) && isFilled(message);
  const given = (isMessage ? message : delta) ?? {};
  if (!isJsonObject(given)) return null;
  // A choice of the older completions has its text itself.
  const content = readContent(given["content"] ?? choice["text"]);
  const calls = readCalls(given);
  if (content === null || calls === null) return null;
  const refusal = given["refusal"];
  return {
    text: content.text,
    refusal: content.refusal + (typeof refusal === "string" ? refusal : ""),
    thought: readThought(given) + content.thought,
    calledFor: readCalledFor(given),
    calls,
    finish: toFinish(choice),
    isMessage,
  };
}

function isFilled(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !(isJsonObject(value) && Object.keys(value).length === 0);
}

function readCalls({
  tool_calls: calls,
  function_call: old,
}: JsonObject): readonly ToolCallFragment[] | null {
  const given = toList(calls ?? null);
  if (given === null) return null;
  const all = [...given, ...(isFilled(old) ? [{ function: old ?? null }] : [])];
  const fragments = all.filter((call) => call !== null).map(readCall);
  return fragments.includes(null) ? null : (fragments as readonly ToolCallFragment[]);
}

/** Calls as a list, one alone, by their places in a map, or any of these as a text; null for what is none of it. */
function toList(calls: Json): readonly Json[] | null {
  if (calls === null || calls === "") return [];
  if (typeof calls === "string") {
    const value = parseJson(calls);
    return typeof value === "object" ? toList(value) : null;
  }
  if (Array.isArray(calls)) return calls as readonly Json[];
  if (!isJsonObject(calls)) return null;
  const places = Object.entries(calls);
  return places.length > 0 && places.every(([place, call]) => /^\d+$/.test(place) && isJsonObject(call))
    ? places.map(([, call]) => call)
    : [calls];
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readCall(call: Json): ToolCallFragment | null {
  if (!isJsonObject(call)) return null;
  // Some have no function around the name and the arguments.
  const made = isJsonObject(call["function"] ?? null) ? (call["function"] as JsonObject) : call;
  // One that nobody could send back is none, and gets one of ours.
  const id = toName(call["id"], MOST_ID_CHARACTERS) ?? "";
  const name = toName(made["name"]);
  const given = made["arguments"] ?? made["input"] ?? made["parameters"] ?? made["args"] ?? null;
  if (name === null || typeof given === "boolean") return null;
  return {
    extra: call["extra_content"] ?? null,
    index: toIndex(call["index"]),
    id,
    name,
    given: typeof given === "number" ? String(given) : given,
  };
}

function toIndex(value: Json | undefined): number | null {
  const index = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof index === "number" && Number.isInteger(index) ? index : null;
}

/** What the endpoint calls a model, an answer, a tool or a call, in letters; null for what is no name. */
function toName(value: Json | undefined, most = MOST_NAME_CHARACTERS): string | null {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.length <= most ? value : null;
}

function usageIn(raw: JsonObject, choice: Json | undefined): Json {
  const groq = raw["x_groq"];
  return (
    raw["usage"] ??
    (choice !== undefined && isJsonObject(choice) ? choice["usage"] : null) ??
    (isJsonObject(groq ?? null) ? (groq as JsonObject)["usage"] : null) ??
    null
  );
}
