import type { SpanRecord } from "#core/domain/run.ts";
import { HAS_PARENT, readSpanBlocks, type SpanColumns } from "#core/domain/spans/columns.ts";
import { toSpanBlock } from "#core/domain/spans/encode.ts";
import { spanKeyOf, joinKey } from "#core/domain/spans/key.ts";
import type { Db } from "./db.ts";
import { createPacker } from "./packer.ts";
import { createSealedInsert } from "./sealed-insert.ts";
import { parseStored } from "./stored-text.ts";

/** Some of a trace's spans: columns to draw them from, and, only where they are wanted, all that they hold. */
export type TracePart = {
  readonly spans: number;
  /** One block of columns (`readSpanBlocks`). */
  readonly block: () => Uint8Array<ArrayBuffer>;
  /** The spans whole, in the order of the block. */
  readonly records: () => readonly SpanRecord[];
  /** Whether any of them may hold this text, which is in small letters; what does not hold it may be said to. */
  readonly mayHold: (text: string) => boolean;
};

type PartRow = { readonly part: number; readonly spans: number };

/** Spans to a part, and how much text: what has to be unpacked to show one span of it. */
const MOST_SPANS = 500;
const MOST_TEXT = 1024 * 1024;

/** What a span is beside its columns: kind, error and attributes, and its ids where they are none of OpenTelemetry's. */
type Rest = readonly [
  kind: SpanRecord["kind"],
  error: string | null,
  attributes: SpanRecord["attributes"],
  ids?: readonly [span: string, parent: string | null],
];

type Arrived = { readonly keys: Set<string>; readonly parts: number };
/** Traces that are written at the same time; of one more, the oldest is read again. */
const MOST_WRITTEN = 64;

/** Spans that are there to be kept. */
type Taken = { readonly added: readonly SpanRecord[]; readonly keep: (state: PartState) => void };

export type PartState = { readonly isLast: boolean; readonly isSealed: boolean };

/** The only code that knows the table `trace_part`. Append-only. */
export function createTraceParts(db: Db) {
  const insert = createSealedInsert(db, "trace_part");
  const lastSeq = db.prepare("SELECT coalesce(max(seq), 0) FROM trace_part").pluck();
  const packers = { columns: createPacker(db, "trace-columns"), texts: createPacker(db, "trace") };
  const list = db.prepare("SELECT part, spans FROM trace_part WHERE trace = ? ORDER BY part");
  const count = db.prepare("SELECT count(*) FROM trace_part WHERE trace = ?").pluck();
  const columns = db.prepare("SELECT columns FROM trace_part WHERE trace = ? AND part = ?").pluck();
  const attributes = db.prepare("SELECT attributes FROM trace_part WHERE trace = ? AND part = ?").pluck();
  const sealed = db.prepare("SELECT 1 FROM trace_part WHERE trace = ? AND is_sealed = 1 LIMIT 1").pluck();
  const last = db.prepare("SELECT 1 FROM trace_part WHERE trace = ? AND is_last = 1 LIMIT 1").pluck();

  const blockOf = (trace: string, part: number) => packers.columns.unpack(columns.get(trace, part) as Buffer);
  const textOf = (trace: string, part: number) =>
    packers.texts.unpack(attributes.get(trace, part) as Buffer).toString("utf8");
  const keysOf = (trace: string): Set<string> =>
    new Set(
      (list.all(trace) as PartRow[]).flatMap(({ part }) => {
        const [{ keys }] = readSpanBlocks(blockOf(trace, part)) as [SpanColumns];
        return Array.from({ length: keys.length / 2 }, (_, row) =>
          joinKey(keys[2 * row] ?? 0, keys[2 * row + 1] ?? 0),
        );
      }),
    );
  /** Of traces that are still written: what has arrived is read once, and not again for each part that follows. */
  const arrived = new Map<string, Arrived>();
  const arrivedOf = (trace: string, parts: number): Set<string> => {
    const known = arrived.get(trace);
    arrived.delete(trace);
    // A transaction that was taken back leaves fewer parts than were remembered.
    if (known?.parts === parts) return known.keys;
    return parts === 0 ? new Set() : keysOf(trace);
  };
  const remember = (trace: string, known: Arrived): void => {
    arrived.set(trace, known);
    const [oldest] = arrived.keys();
    if (arrived.size > MOST_WRITTEN && oldest !== undefined) arrived.delete(oldest);
  };

  return {
    /**
     * Tells which of the spans are new, and adds them, in parts of a size, once they are to be kept: what comes twice, as
     * from a sender that tries again, is kept as it was first. Part of a transaction of the caller's [T15].
     */
    take: (trace: string, records: readonly SpanRecord[]): Taken => {
      const before = count.get(trace) as number;
      const keys = arrivedOf(trace, before);
      const added = records.filter(({ span }) => {
        const key = spanKeyOf(span);
        const isNew = !keys.has(key);
        keys.add(key);
        return isNew;
      });
      const keep = ({ isLast, isSealed }: PartState): void => {
        let part = before;
        const groups = [...splitToParts(added)];
        // What says that a trace has begun, or is over, may have no spans to bring.
        if (groups.length === 0 && (isLast || part === 0)) groups.push({ records: [], text: "[]" });
        for (const [index, group] of groups.entries()) {
          insert({
            seq: (lastSeq.get() as number) + 1,
            trace,
            part,
            spans: group.records.length,
            is_last: isLast && index === groups.length - 1 ? 1 : 0,
            is_sealed: isSealed ? 1 : 0,
            columns: packers.columns.pack(Buffer.from(toSpanBlock(group.records))),
            attributes: packers.texts.pack(Buffer.from(group.text)),
          });
          part += 1;
        }
        // What comes in one piece is over; what came in several may go on, though its first span has ended.
        if (!isLast || before > 0) remember(trace, { keys, parts: part });
      };
      return { added, keep };
    },
    /** In the order in which they were written; empty where there are none in this form. */
    list: (trace: string): readonly TracePart[] =>
      (list.all(trace) as PartRow[]).map(({ part, spans }) => ({
        spans,
        block: () => blockOf(trace, part),
        records: () => toRecords(trace, blockOf(trace, part), textOf(trace, part)),
        mayHold: (text) => holdsText(textOf(trace, part), text) || namesHold(blockOf(trace, part), text),
      })),
    isSealed: (trace: string): boolean => sealed.get(trace) !== undefined,
    /** Whether its end was written; null where the trace is not kept in parts [T17]. */
    isComplete: (trace: string): boolean | null =>
      (count.get(trace) as number) === 0 ? null : last.get(trace) !== undefined,
  };
}

/** Spans that were kept otherwise, in parts of the same form. */
export function toTraceParts(records: readonly SpanRecord[]): readonly TracePart[] {
  return Array.from({ length: Math.ceil(records.length / MOST_SPANS) }, (_, index) => {
    const some = records.slice(index * MOST_SPANS, (index + 1) * MOST_SPANS);
    return { spans: some.length, block: () => toSpanBlock(some), records: () => some, mayHold: () => true };
  });
}

type Group = { readonly records: readonly SpanRecord[]; readonly text: string };

function* splitToParts(records: readonly SpanRecord[]): Generator<Group> {
  let from = 0;
  let texts: string[] = [];
  let size = 0;
  for (const [at, record] of records.entries()) {
    const text = JSON.stringify(toRest(record));
    if (at > from && (at - from === MOST_SPANS || size + text.length > MOST_TEXT)) {
      yield { records: records.slice(from, at), text: `[${texts.join(",")}]` };
      from = at;
      texts = [];
      size = 0;
    }
    texts.push(text);
    size += text.length;
  }
  if (texts.length > 0) yield { records: records.slice(from), text: `[${texts.join(",")}]` };
}

function toRest({ kind, error, attributes, span, parent }: SpanRecord): Rest {
  const isPlain = [span, parent ?? span].every((id) => spanKeyOf(id) === id);
  return isPlain ? [kind, error, attributes] : [kind, error, attributes, [span, parent]];
}

function toRecords(trace: string, block: Uint8Array<ArrayBuffer>, text: string): readonly SpanRecord[] {
  const [columns] = readSpanBlocks(block) as [SpanColumns];
  const rest = parseStored(text) as readonly Rest[];
  return rest.map(([kind, error, attributes, ids], row): SpanRecord => {
    const { span, parent, name, startUs, endUs } = readSpan(columns, row);
    return {
      trace,
      span: ids?.[0] ?? span,
      parent: ids === undefined ? parent : ids[1],
      name,
      kind,
      startUs,
      endUs,
      error,
      attributes,
    };
  });
}

/** What the columns say of one span. */
function readSpan({ keys, parents, flags, nameOf, names, startUs, endUs }: SpanColumns, row: number) {
  const end = endUs[row] ?? NaN;
  return {
    span: joinKey(keys[2 * row] ?? 0, keys[2 * row + 1] ?? 0),
    parent:
      ((flags[row] ?? 0) & HAS_PARENT) === 0
        ? null
        : joinKey(parents[2 * row] ?? 0, parents[2 * row + 1] ?? 0),
    name: names[nameOf[row] ?? -1] ?? "",
    startUs: startUs[row] ?? 0,
    endUs: Number.isNaN(end) ? null : end,
  };
}

/** In the text of the part it stands as JSON has it: as it is, within a text, or within JSON that is a text. */
function holdsText(json: string, text: string): boolean {
  const small = json.toLowerCase();
  const inText = inJson(text);
  return [text, inText, inJson(inText)].some((form) => small.includes(form));
}

/** A text in small letters as it stands within a text of JSON, in small letters. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1).toLowerCase();
}

function namesHold(block: Uint8Array<ArrayBuffer>, text: string): boolean {
  return readSpanBlocks(block).some(({ names }) => names.some((name) => name.toLowerCase().includes(text)));
}
