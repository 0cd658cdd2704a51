import { isJsonObject, type Json } from "#core/base/json.ts";
import type { SpanRecord } from "./run.ts";

/** What a trace is found by. */
export type TraceIndexEntry = {
  /** The session it was made in; null where there was none, and for runs from before this was recorded. */
  readonly session: string | null;
  /** PROVIDER/NAME of the first model that was called, or null. */
  readonly model: string | null;
  /** Each text once, in small letters: names of spans and tools, and all that models and tools were told and said. */
  readonly texts: readonly string[];
};

/** As core/recording/gen-ai.ts names them, which lies above this folder; a test holds the two together. */
export const INDEXED_ATTRIBUTES = {
  session: "autogenesis.session.id",
  sealed: "autogenesis.sealed",
  provider: "gen_ai.provider.name",
  model: "gen_ai.request.model",
  messages: ["gen_ai.system_instructions", "gen_ai.input.messages", "gen_ai.output.messages"],
  values: [
    "gen_ai.tool.name",
    "gen_ai.tool.call.arguments",
    "gen_ai.tool.call.result",
    "autogenesis.input",
    "autogenesis.output",
  ],
} as const;

/** Of a part of a message: what was said in it, whichever kind of part it is. */
const SAID_IN_PART = ["content", "name", "arguments", "response", "result"] as const;

/** Reads the index entry off a trace's spans. Of a trace that was made from a sealed item nothing is told [L9]. */
export function indexTrace(records: readonly SpanRecord[]): TraceIndexEntry {
  if (records.some(({ attributes }) => attributes[INDEXED_ATTRIBUTES.sealed] === true)) {
    return { session: null, model: null, texts: [] };
  }
  const call = records.find(({ attributes }) => typeof attributes[INDEXED_ATTRIBUTES.model] === "string");
  return {
    session: firstText(records, INDEXED_ATTRIBUTES.session),
    model:
      call === undefined
        ? null
        : [INDEXED_ATTRIBUTES.provider, INDEXED_ATTRIBUTES.model]
            .map((name) => textOf(call.attributes[name]))
            // Another program need not say whose model it called.
            .filter((name) => name !== "")
            .join("/"),
    texts: [...new Set(records.flatMap(saidIn).map((text) => text.toLowerCase()))].filter(
      (text) => text.trim() !== "",
    ),
  };
}

function firstText(records: readonly SpanRecord[], attribute: string): string | null {
  const values = records.map(({ attributes }) => attributes[attribute]);
  return values.find((value) => typeof value === "string") ?? null;
}

function saidIn({ name, error, attributes }: SpanRecord): readonly string[] {
  return [
    name,
    error ?? "",
    ...INDEXED_ATTRIBUTES.messages.flatMap((attribute) => partsOf(attributes[attribute])),
    ...INDEXED_ATTRIBUTES.values.map((attribute) => textOf(attributes[attribute])),
  ];
}

/** The attribute is JSON text: a list of messages with parts, or of parts. What has another form is taken as it is. */
function partsOf(attribute: Json | undefined): readonly string[] {
  const messages = parse(attribute);
  if (!Array.isArray(messages)) return [textOf(attribute)];
  return (messages as readonly Json[]).flatMap((message) => {
    if (!isJsonObject(message)) return [textOf(message)];
    const parts = Array.isArray(message["parts"]) ? (message["parts"] as readonly Json[]) : [message];
    return parts.flatMap((part) =>
      isJsonObject(part) ? SAID_IN_PART.map((field) => textOf(part[field])) : [textOf(part)],
    );
  });
}

/** A text as people read it: without the quotation marks and escapes of JSON, where it is a string in JSON. */
function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  const inner = value.startsWith('"') ? parse(value) : null;
  return typeof inner === "string" ? inner : value;
}

function parse(value: Json | undefined): Json {
  try {
    return typeof value === "string" ? (JSON.parse(value) as Json) : null;
  } catch {
    return null;
  }
}
