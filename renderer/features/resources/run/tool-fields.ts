import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { readJson } from "#renderer/features/resources/form/read-json.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import { runStrings } from "#renderer/strings/run.ts";

/** One argument of a tool, as a form asks for it; what a form has no field for is asked for as JSON. */
export type ToolField = {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly type: "text" | "number" | "boolean" | "choice" | "json";
  readonly choices: readonly string[];
};

/** The fields of a schema's properties. What the schema says beyond them holds all the same: the host checks. */
export function fieldsOf({ inputSchema }: Pick<ToolContent, "inputSchema">): readonly ToolField[] {
  const required = new Set(inputSchema.required ?? []);
  return Object.entries(inputSchema.properties).map(([name, property]) => {
    const schema: JsonObject = isJsonObject(property) ? property : {};
    const { description = "" } = schema;
    const choices = choicesOf(schema);
    return {
      name,
      description: typeof description === "string" ? description : "",
      isRequired: required.has(name),
      type: choices.length > 0 ? "choice" : typeOf(schema),
      choices,
    };
  });
}

function choicesOf(schema: JsonObject): readonly string[] {
  const listed = schema["enum"];
  if (!Array.isArray(listed)) return [];
  return (listed as readonly Json[]).filter((each): each is string => typeof each === "string");
}

const TYPES: Readonly<Record<string, ToolField["type"]>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

function typeOf({ type }: JsonObject): ToolField["type"] {
  return typeof type === "string" && Object.hasOwn(TYPES, type) ? (TYPES[type] ?? "json") : "json";
}

/** What was typed into the fields as arguments; an empty field that may be left out is left out. */
export function readFields(
  fields: readonly ToolField[],
  values: Readonly<Record<string, string>>,
): Result<JsonObject, Readonly<Record<string, string>>> {
  const read: Record<string, Json> = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const text = values[field.name] ?? "";
    if (text === "" && field.type !== "text" && field.isRequired && field.type !== "boolean") {
      faults[field.name] = runStrings.needed;
      continue;
    }
    if (text === "" && (!field.isRequired || field.type !== "text")) {
      if (field.type === "boolean" && field.isRequired) read[field.name] = false;
      continue;
    }
    const value = readField(field, text);
    if (value.ok) read[field.name] = value.value;
    else faults[field.name] = value.error;
  }
  return Object.keys(faults).length > 0 ? err(faults) : ok(read);
}

function readField({ type }: ToolField, text: string): Result<Json, string> {
  switch (type) {
    case "text":
    case "choice":
      return ok(text);
    case "number":
      return Number.isFinite(Number(text)) ? ok(Number(text)) : err(runStrings.notANumber);
    case "boolean":
      return ok(text === "true");
    case "json":
      return readArguments(text);
  }
}

/** As everywhere, and what is wrong with it in our words. */
export function readArguments(text: string): Result<Json, string> {
  const read = readJson(text);
  return read.ok ? read : err(runStrings.notJson);
}

/** Arguments as the texts of the fields, to be changed from there. */
export function writeFields(fields: readonly ToolField[], input: Json): Readonly<Record<string, string>> {
  if (!isJsonObject(input)) return {};
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = input[name];
      if (value === undefined) return [];
      return [[name, type === "json" || typeof value !== "string" ? JSON.stringify(value) : value]];
    }),
  );
}
