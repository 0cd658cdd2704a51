import { setImmediate } from "node:timers/promises";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { hideSecrets } from "#core/domain/secrets.ts";
import { roleOf } from "#core/domain/spans/facts.ts";
import { toOutline } from "#core/domain/spans/outline.ts";
import { TRACE_FILES, type TraceFormat } from "#core/domain/trace-files/formats.ts";
import { frameOtlp, toOtlpSpan } from "#core/domain/trace-files/to-otlp.ts";
import { traceToPage, type PageSpan } from "#core/domain/trace-files/to-page.ts";
import { GEN_AI, GEN_AI_SCHEMA_URL } from "#core/recording/gen-ai.ts";
import type { ReadTrace } from "./read-trace.ts";
import { messagesOf } from "./span-messages.ts";

/** As the recorder calls itself. */
const SCOPE = { name: "autogenesis-studio", version: "" };

/** A page with more has more than a browser lays out. */
const MOST_ON_PAGE = 20_000;

type Exported = { readonly name: string; readonly file: Blob };
type Titled = { readonly title: string; readonly facts: readonly string[] };

/**
 * A trace as a file, with all that it holds but keys: those in use are hidden where traces are stored, and what looks like
 * one is hidden here [T42] [T43]. Throws unsupported for one that goes on, and for a page of more than there can be on one.
 */
export async function exportTrace(trace: ReadTrace, format: TraceFormat, titled: Titled): Promise<Exported> {
  if (trace.open !== null) {
    throw new AppError("unsupported", "This trace goes on: what it comes to is not there yet.", {
      hint: "Export it when it is over.",
    });
  }
  const { ending, type } = TRACE_FILES[format];
  const chunks = await WRITERS[format](trace, titled);
  return { name: `trace-${trace.id.slice(0, 12)}.${ending}`, file: new Blob([...chunks], { type }) };
}

type Write = (trace: ReadTrace, titled: Titled) => Promise<readonly string[]>;
const WRITERS: Readonly<Record<TraceFormat, Write>> = { otlp: writeOtlp, html: writePage };

/** Part by part: the file may be longer than a text can be. */
async function writeOtlp({ parts }: ReadTrace): Promise<readonly string[]> {
  const resource = { "service.name": SCOPE.name };
  const [head, tail] = frameOtlp({ resource, scope: SCOPE, schemaUrl: GEN_AI_SCHEMA_URL });
  const chunks = [head];
  for (const part of parts()) {
    const spans = part.records().map((record) => JSON.stringify(toOtlpSpan(withoutSecrets(record))));
    if (spans.length > 0) chunks.push(chunks.length > 1 ? "," : "", spans.join(","));
    await setImmediate();
  }
  return [...chunks, tail];
}

async function writePage({ parts }: ReadTrace, { title, facts }: Titled): Promise<readonly string[]> {
  const records: SpanRecord[] = [];
  for (const part of parts()) {
    records.push(...part.records().map(withoutSecrets));
    if (records.length > MOST_ON_PAGE) throw tooMany();
    await setImmediate();
  }
  const fromUs = records.reduce((least, { startUs }) => Math.min(least, startUs), Infinity);
  const toUs = records.reduce((most, { startUs, endUs }) => Math.max(most, startUs, endUs ?? 0), 0);
  return [
    traceToPage({
      title: hideSecrets(title),
      facts: facts.map(hideSecrets),
      durationUs: records.length === 0 ? 0 : toUs - fromUs,
      spans: inOrder(records).map(([record, depth]) => toPageSpan(record, depth, fromUs)),
    }),
  ];
}

function tooMany(): AppError {
  return new AppError("unsupported", `A page holds ${MOST_ON_PAGE} spans, and this trace has more.`, {
    hint: "Export it as OTLP.",
  });
}

/** Depth first, siblings in the order of their starts, with a stack of its own: a trace may be nested deeper than ours. */
function inOrder(records: readonly SpanRecord[]): ReadonlyArray<readonly [SpanRecord, number]> {
  const outline = toOutline(records);
  const ordered: (readonly [SpanRecord, number])[] = [];
  const waiting = outline.roots.map((place) => ({ place, depth: 0 })).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { place, depth } = next;
    const record = records[place];
    if (record !== undefined) ordered.push([record, depth]);
    for (const child of outline.children(place).toReversed())
      waiting.push({ place: child, depth: depth + 1 });
  }
  return ordered;
}

/** Shown as what was said, and not once more as JSON. */
const SAID: ReadonlySet<string> = new Set([
  GEN_AI.systemInstructions,
  GEN_AI.inputMessages,
  GEN_AI.outputMessages,
]);

function toPageSpan(record: SpanRecord, depth: number, fromUs: number): PageSpan {
  const { name, startUs, endUs, error, attributes } = record;
  return {
    name,
    role: roleOf(record),
    depth,
    startUs: startUs - fromUs,
    // A clock that was set back makes no span end before it began [L11].
    endUs: endUs === null ? null : Math.max(startUs, endUs) - fromUs,
    error,
    messages: messagesOf(record).flatMap(({ role, isOutput, parts }) =>
      parts.map((part): readonly [string, string] => {
        const who = isOutput ? `${role}, answer` : role;
        switch (part.kind) {
          case "text":
            return [who, part.text];
          case "thought":
            return [`${who}, thought`, part.text];
          case "call":
            return [`${who}, calls ${part.name}`, part.arguments];
          case "result":
            return [`${who}, result`, part.result];
          case "other":
            return [`${who}, ${part.type}`, part.json];
        }
      }),
    ),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !SAID.has(key))),
  };
}

function withoutSecrets(record: SpanRecord): SpanRecord {
  const { name, error, attributes } = record;
  return {
    ...record,
    name: hideSecrets(name),
    error: error === null ? null : hideSecrets(error),
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [hideSecrets(key), hideInside(value)]),
    ),
  };
}

function hideInside(value: Json): Json {
  if (typeof value === "string") return hideSecrets(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(hideInside);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [hideSecrets(key), hideInside(each)]));
}
