import type { Json, JsonObject } from "#core/base/json.ts";

const VARIABLE = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** The variable's name where the text is nothing but that variable. */
export function wholeVariable(text: string): string | null {
  return /^\s*\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}\s*$/.exec(text)?.[1] ?? null;
}

/**
 * A value with its plain {{variables}} filled in, once and without reading what was filled in. Null where it asks for
 * more: filters, statements, files, or variables that are missing or have no text.
 */
export function fillValue(value: Json, variables: JsonObject): Json {
  if (Array.isArray(value)) {
    const parts = (value as readonly Json[]).map((part) => fillValue(part, variables));
    return parts.includes(null) ? null : parts;
  }
  return typeof value === "string" ? fillText(value, variables) : value;
}

function fillText(text: string, variables: JsonObject): Json {
  if (!hasTemplate(text)) return text;
  const whole = wholeVariable(text);
  if (whole !== null) return valueOf(whole, variables);
  if (hasTemplate(text.replaceAll(VARIABLE, ""))) return null;
  const names = [...text.matchAll(VARIABLE)].map((match) => match[1] as string);
  if (names.some((name) => scalarText(valueOf(name, variables)) === null)) return null;
  return text.replaceAll(VARIABLE, (_slot, name: string) => scalarText(valueOf(name, variables)) ?? "");
}

/** Whether it asks for anything to be filled in. */
export function hasTemplate(text: string): boolean {
  return /\{[{%#]/.test(text);
}

/** The text of a single value, or null for lists, objects and null. */
export function scalarText(value: Json): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function valueOf(name: string, variables: JsonObject): Json {
  return Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}
