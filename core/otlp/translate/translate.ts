import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { AUTOGENESIS, GEN_AI } from "#core/recording/gen-ai.ts";
import { SENT } from "#core/otlp/attribute-names.ts";
import type { Attributes } from "#core/otlp/sent.ts";
import { ALIASES, STEP_ALIASES, TOOL_ALIASES, type Alias, type AliasForm } from "./aliases.ts";
import { asText, firstOf, nestsTooDeep, toEntry, type Entry } from "./gather.ts";
import { readConversation } from "./messages.ts";
import { operationOf } from "./operation.ts";

/**
 * A span that somebody else recorded, with what it says in other words said in ours beside it, so that timeline, messages,
 * usage and tools of the window show it as any other. What was sent stays as it came, and `otlp.translated` names what was
 * added [T32].
 */
export function translate(record: SpanRecord): SpanRecord {
  const attributes = disarm(record.attributes);
  const entry = toEntry(attributes);
  const added = new Map<string, Json>();
  const add = (name: string, value: Json): void => {
    if (value !== null && !isSaid(entry, name)) added.set(name, value);
  };
  const operation = entry.get(GEN_AI.operation) ?? operationOf(record.name, entry);
  add(GEN_AI.operation, operation);
  const isTool = operation === "execute_tool";
  for (const table of [ALIASES, isTool ? TOOL_ALIASES : STEP_ALIASES]) {
    for (const [name, alias] of Object.entries(table)) add(name, valueOf(entry, alias));
  }
  if (isTool) add(GEN_AI.toolName, entry.get("traceloop.entity.name") ?? null);
  addConversation(entry, add);
  if (added.size === 0) return attributes === record.attributes ? record : { ...record, attributes };
  return {
    ...record,
    attributes: { ...attributes, ...Object.fromEntries(added), [SENT.translated]: [...added.keys()] },
  };
}

function isSaid(entry: Entry, name: string): boolean {
  const value = entry.get(name);
  return value !== undefined && value !== null && value !== "";
}

/** As our own spans have them: JSON text. */
function addConversation(entry: Entry, add: (name: string, value: Json) => void): void {
  const names = [GEN_AI.inputMessages, GEN_AI.outputMessages];
  if (names.some((name) => isSaid(entry, name))) return;
  const { input, output, tools } = readConversation(entry);
  if (input.length > 0) add(GEN_AI.inputMessages, JSON.stringify(input));
  if (output.length > 0) add(GEN_AI.outputMessages, JSON.stringify(output));
  if (tools.length > 0) add(GEN_AI.toolDefinitions, JSON.stringify(tools));
}

function valueOf(entry: Entry, { form, names }: Alias): Json {
  const value = firstOf(entry, names);
  return value === null ? null : FORMS[form](value);
}

const FORMS: Readonly<Record<AliasForm, (value: Json) => Json>> = {
  text: (value) => (typeof value === "string" ? value : null),
  // Some programs write every value as a text.
  number: (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : null;
  },
  json: asText,
};

const OURS = "autogenesis.";

/** Of our own names, those that only describe. */
const DESCRIBING: ReadonlySet<string> = new Set([
  AUTOGENESIS.costUsd,
  AUTOGENESIS.input,
  AUTOGENESIS.output,
  AUTOGENESIS.effect,
  AUTOGENESIS.resource,
  AUTOGENESIS.resourceKind,
  AUTOGENESIS.resourceVersion,
  AUTOGENESIS.usageCounted,
  AUTOGENESIS.isSimulated,
  AUTOGENESIS.seed,
  AUTOGENESIS.operator,
  AUTOGENESIS.iteration,
  AUTOGENESIS.attempt,
  AUTOGENESIS.waited,
  AUTOGENESIS.answeredBy,
]);

/** Read as JSON text wherever messages are shown or searched. */
const CONTENT: ReadonlySet<string> = new Set([
  GEN_AI.systemInstructions,
  GEN_AI.inputMessages,
  GEN_AI.outputMessages,
  GEN_AI.toolDefinitions,
]);

/**
 * What comes from outside is no run of ours, whatever it says: names of ours by which a trace would count as one, as sealed
 * or as a session's, are kept as something that was sent, and so is content that nests too deep to be read [T33].
 */
function disarm(attributes: Attributes): Attributes {
  const names = Object.keys(attributes).filter((name) => isArmed(name, attributes[name]));
  if (names.length === 0) return attributes;
  const armed = new Set(names);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [armed.has(name) ? `otlp.sent.${name}` : name, value]),
  );
}

function isArmed(name: string, value: Json | undefined): boolean {
  if (name.startsWith(OURS)) return !DESCRIBING.has(name);
  return CONTENT.has(name) && typeof value === "string" && nestsTooDeep(value);
}
