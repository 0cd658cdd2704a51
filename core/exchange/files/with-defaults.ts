import { sha256 } from "#core/base/hash.ts";
import { formatPointer, isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { USUAL_FILE_ACTIONS } from "#core/domain/content/file-actions.ts";
import { placeholdersIn } from "#core/domain/content/prompt.ts";
import { splitModelName } from "#core/domain/model-provider.ts";
import type { ResourceKind } from "#core/domain/resource.ts";

/** What of other resources a file's defaults are made from: the slots of a prompt by its name, null for one that is not known. */
export type Known = {
  readonly slotsOf: (prompt: string) => readonly string[] | null;
  /** What every resource of a kind says that does not say it otherwise; nothing, where it is left out. */
  readonly usual?: (kind: ResourceKind) => JsonObject;
};

/** The fields that a file of the kind may leave out [S50]; canonical files leave out what is the same without them. */
export const OPTIONAL_FIELDS: Readonly<Record<ResourceKind, readonly string[]>> = {
  prompt: ["inputSchema", "mask"],
  agent: ["loop", "inputs", "sampling", "tools", "environments", "memory", "limits", "mask"],
  tool: ["type", "implementation", "capabilities", "examples", "effect", "timeoutMs", "inputSchema", "mask"],
  environment: ["type", "actions", "rules", "initialState", "config", "mask"],
  memory: ["strategy", "limits", "records", "mask"],
};

const AGENT_LIMITS = { maxSteps: 12, maxTokens: 60_000, timeoutMs: 180_000 };
const MEMORY_LIMITS = { maxRecords: 40, maxTokens: 1200 };
const MAX_FILE_BYTES = 65_536;
const TOOL_TIMEOUT_MS = 1000;
const IMPORTANCE = 0.5;
const NO_INPUTS = { type: "object", properties: {} };

/** A content from the fields that its file has, whatever else they say. What is not optional and missing stays missing. */
export function withDefaults(kind: ResourceKind, name: string, { fields: own, known }: Written): JsonObject {
  const fields = fillUnder(known.usual?.(kind) ?? {}, own);
  switch (kind) {
    case "prompt":
      return promptOf(fields);
    case "agent":
      return agentOf(fields, known);
    case "tool":
      return toolOf(fields, name);
    case "environment":
      return environmentOf(fields);
    case "memory":
      return memoryOf(fields);
  }
}

/** What is written, and of maps also what is usual and not written. */
function fillUnder(usual: JsonObject, written: JsonObject): JsonObject {
  const filled = Object.entries(usual).map(([key, value]): readonly [string, Json] => {
    const own = written[key];
    if (own === undefined) return [key, value];
    return [key, isJsonObject(value) && isJsonObject(own) ? fillUnder(value, own) : own];
  });
  return { ...written, ...Object.fromEntries(filled) };
}

type Written = { readonly fields: JsonObject; readonly known: Known };

function promptOf(fields: JsonObject): JsonObject {
  const sections = sectionsOf(fields["messages"]);
  const slots = [...new Set(sections.flatMap(({ text }) => placeholdersIn(text)))];
  const derived = {
    type: "object",
    properties: Object.fromEntries(slots.map((slot) => [slot, { type: "string" }])),
    required: slots,
  };
  // What is nothing but slots has nothing to learn.
  const mask = sections
    .filter(({ text }) => text.replaceAll(/\{\{\s*\w+\s*\}\}/g, "").trim() !== "")
    .map(({ pointer }) => ({ pointer, learnable: true }));
  return { inputSchema: derived, mask, ...withSchemas(fields) };
}

function sectionsOf(
  messages: Json | undefined,
): ReadonlyArray<{ readonly pointer: string; readonly text: string }> {
  return listOf(messages).flatMap((message, at) =>
    listOf(isJsonObject(message) ? message["sections"] : undefined).flatMap((section, place) => {
      const text = isJsonObject(section) ? section["text"] : undefined;
      const pointer = formatPointer(["messages", at, "sections", place, "text"]);
      return typeof text === "string" ? [{ pointer, text }] : [];
    }),
  );
}

function agentOf(fields: JsonObject, known: Known): JsonObject {
  const { prompt, model, limits, tools = [], environments = [] } = fields;
  const acts = listOf(tools).length + listOf(environments).length > 0;
  const slots = typeof prompt === "string" ? known.slotsOf(prompt) : null;
  return {
    loop: acts ? "tool-calling" : "chat",
    ...(slots === null ? {} : { inputs: slots }),
    sampling: {},
    tools,
    environments,
    memory: [],
    mask: [],
    ...fields,
    ...(typeof model === "string" ? { model: splitModelName(model) ?? model } : {}),
    limits: isJsonObject(limits) || limits === undefined ? { ...AGENT_LIMITS, ...limits } : limits,
  };
}

/** The model in one word, where that says all of it. */
export function modelInOneWord(model: Json | undefined): string | null {
  if (!isJsonObject(model)) return null;
  const { provider, name, ...rest } = model;
  if (typeof provider !== "string" || typeof name !== "string" || Object.keys(rest).length > 0) return null;
  const written = `${provider}/${name}`;
  const read = splitModelName(written);
  return read?.provider === provider && read.name === name ? written : null;
}

function toolOf(fields: JsonObject, name: string): JsonObject {
  const type = fields["type"] ?? (fields["code"] === undefined ? "builtin" : "code");
  const own: JsonObject = type === "code" ? { capabilities: [], examples: [] } : { implementation: name };
  const grants = listOf(fields["capabilities"]).length > 0;
  // Of code that is granted nothing it is known what it does to the world; of all else its author has to say it.
  const effect: JsonObject = type === "code" && !grants ? { effect: "pure" } : {};
  return {
    type,
    ...own,
    ...effect,
    timeoutMs: TOOL_TIMEOUT_MS,
    inputSchema: NO_INPUTS,
    mask: [],
    ...withSchemas(fields),
  };
}

function environmentOf(fields: JsonObject): JsonObject {
  const { config } = fields;
  return {
    type: "filesystem",
    actions: USUAL_FILE_ACTIONS,
    rules: "",
    initialState: { files: {} },
    mask: [],
    ...fields,
    config:
      isJsonObject(config) || config === undefined ? { maxFileBytes: MAX_FILE_BYTES, ...config } : config,
  };
}

function memoryOf(fields: JsonObject): JsonObject {
  const { limits, records } = fields;
  return {
    strategy: "session",
    records: [],
    mask: [],
    ...fields,
    limits: isJsonObject(limits) || limits === undefined ? { ...MEMORY_LIMITS, ...limits } : limits,
    ...(Array.isArray(records) ? { records: records.map(recordOf) } : {}),
  };
}

/** Without an id of its own a record has one by what it says. */
function recordOf(record: Json): Json {
  if (!isJsonObject(record)) return record;
  const { text } = record;
  const id: JsonObject = typeof text === "string" ? { id: sha256(text).slice(0, 12) } : {};
  return { ...id, type: "insight", importance: IMPORTANCE, provenance: {}, ...record };
}

/** A schema of inputs is one of an object, whether its author says so or not. */
function withSchemas(fields: JsonObject): JsonObject {
  const { inputSchema } = fields;
  if (!isJsonObject(inputSchema)) return fields;
  return { ...fields, inputSchema: { type: "object", properties: {}, ...inputSchema } };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
