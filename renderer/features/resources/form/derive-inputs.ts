import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { placeholdersIn } from "#core/domain/content/prompt.ts";
import { messagesOf } from "./prompt-messages.ts";

/**
 * The prompt with an input schema that names the slots of its texts and no others: what was said of a slot that is still
 * there stays, a new one is a text that every task brings.
 */
export function deriveInputs(content: JsonObject): JsonObject {
  const slots = slotsOf(content);
  const schema = isJsonObject(content["inputSchema"]) ? content["inputSchema"] : { type: "object" };
  const known = propertiesOf(schema);
  const names = [...Object.keys(known).filter((name) => slots.includes(name)), ...slots];
  const properties = Object.fromEntries(
    [...new Set(names)].map((name): [string, Json] => [
      name,
      Object.hasOwn(known, name) ? (known[name] ?? {}) : { type: "string" },
    ]),
  );
  const before = requiredOf(schema);
  const required = Object.keys(properties).filter(
    (name) => !Object.hasOwn(known, name) || before.includes(name),
  );
  return { ...content, inputSchema: { ...schema, properties, required } };
}

/** Each slot once, as it first stands in the texts. */
function slotsOf(content: JsonObject): readonly string[] {
  const texts = messagesOf(content).flatMap(({ sections }) => sections.map(({ text }) => text));
  return [...new Set(texts.flatMap(placeholdersIn))];
}

/** What a text seems to mean as a slot and is none: `{{my slot}}`, `{{name}`. */
export function brokenSlotsIn(text: string): readonly string[] {
  const found = [...text.matchAll(/\{\{[^{}\n]{0,60}\}{0,2}/g)].map(([slot]) => slot);
  return [...new Set(found.filter((slot) => placeholdersIn(slot).length === 0))];
}

export function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema["properties"]) ? schema["properties"] : {};
}

export function requiredOf(schema: JsonObject): readonly string[] {
  const required = schema["required"];
  return Array.isArray(required) ? required.filter((name): name is string => typeof name === "string") : [];
}

/** What tasks have to bring for a prompt, by name. */
export function inputNamesOf({ inputSchema }: JsonObject): readonly string[] {
  return isJsonObject(inputSchema) ? Object.keys(propertiesOf(inputSchema)) : [];
}
