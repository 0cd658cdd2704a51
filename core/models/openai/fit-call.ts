import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { findDocuments } from "#core/models/find-documents.ts";
import type { ToolCall, ToolDefinition } from "#core/models/provider.ts";

/**
 * A call as its model meant it, where only its form is odd: the name of the one offered tool that it can mean, and the
 * arguments' object out of what was put around it. What is in doubt stays as it was written, and the model hears of it
 * [M36].
 */
export function fitCall(call: ToolCall, offered: readonly ToolDefinition[]): ToolCall {
  const toolName = fitName(
    call.toolName,
    offered.map(({ name }) => name),
  );
  const tool = offered.find(({ name }) => name === toolName);
  return { ...call, toolName, argumentsText: fitArguments(call.argumentsText, tool) };
}

function fitName(name: string, offered: readonly string[]): string {
  if (offered.includes(name)) return name;
  const forms = formsOf(name);
  const fitting = [...new Set(offered)].filter((each) => forms.has(fold(each)));
  const [only] = fitting;
  return only !== undefined && fitting.length === 1 ? only : name;
}

/** Marks of a template, a namespace in front, brackets behind: without them, and however its words are put together. */
function formsOf(name: string): ReadonlySet<string> {
  const bare = name.replace(/<[|/].*$/s, "").replace(/\(\s*\)\s*$/, "");
  const parts = bare.split(/[.:/]|__/);
  const tails = parts.map((_, at) => parts.slice(at).join("_"));
  const unnamed = bare.trim().replace(/^(functions?|tools?|default_api)_/i, "");
  return new Set([...tails, unnamed].map(fold).filter((form) => form !== ""));
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function fitArguments(text: string, tool: ToolDefinition | undefined): string {
  const value = parse(text);
  if (value !== undefined && isJsonObject(value)) {
    const inner = unwrap(value, tool);
    return inner === value ? text : JSON.stringify(inner);
  }
  const found = value === undefined ? objectAround(text) : objectIn(value);
  return found === null ? text : JSON.stringify(unwrap(found, tool));
}

/** In a text of JSON, in a list of one; nothing at all are no arguments. */
function objectIn(value: Json, depth = 0): JsonObject | null {
  if (value === null) return {};
  if (depth > 3) return null;
  if (isJsonObject(value)) return value;
  if (typeof value === "string") {
    const inner = parse(value);
    return inner === undefined ? objectAround(value) : objectIn(inner, depth + 1);
  }
  const [only, ...more] = Array.isArray(value) ? (value as readonly Json[]) : [];
  return only === undefined || more.length > 0 ? null : objectIn(only, depth + 1);
}

/** The one object with something in it that stands in a fence, before a mark, behind an empty one, in Python's words. */
function objectAround(text: string): JsonObject | null {
  const found = new Map(
    findDocuments(text)
      .filter((each): each is JsonObject => isJsonObject(each) && Object.keys(each).length > 0)
      .map((each) => [JSON.stringify(each), each]),
  );
  const [only = null, ...more] = found.values();
  if (only !== null) return more.length === 0 ? only : null;
  const inJson = /^\s*\{/.test(text) ? parse(fromPython(text)) : undefined;
  return inJson !== undefined && isJsonObject(inJson) ? inJson : null;
}

const WORDS: Readonly<Record<string, string>> = { True: "true", False: "false", None: "null" };

function fromPython(text: string): string {
  return text.replaceAll(
    /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'|\b(?:True|False|None)\b/g,
    (given, inside?: string) =>
      inside === undefined
        ? (WORDS[given] ?? given)
        : `"${inside.replaceAll(String.raw`\'`, "'").replaceAll('"', String.raw`\"`)}"`,
  );
}

const WRAPPERS = ["arguments", "parameters", "input", "args", "kwargs"] as const;

/** Some tell the arguments under a name of their own, with the tool's beside it; one that the tool knows is no wrapper. */
function unwrap(value: JsonObject, tool: ToolDefinition | undefined): JsonObject {
  if (tool === undefined) return value;
  const schema = isJsonObject(tool.parameters) ? tool.parameters : {};
  const known = isJsonObject(schema["properties"] ?? null) ? (schema["properties"] as JsonObject) : {};
  const names = Object.keys(value).filter((name) => name !== "name" || Object.hasOwn(known, name));
  const [only] = names;
  const wrapper = WRAPPERS.find((name) => name === only && names.length === 1);
  if (wrapper === undefined || Object.hasOwn(known, wrapper)) return value;
  const inner = value[wrapper] ?? null;
  return isJsonObject(inner) ? inner : ((typeof inner === "string" ? objectIn(inner) : null) ?? value);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
