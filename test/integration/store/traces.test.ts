import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { spanKeyOf } from "#core/domain/spans/key.ts";
import { packText } from "#core/store/stored-text.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { createTraceIndex } from "#core/store/trace-index.ts";
import { createSeal } from "#core/store/seals.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { spanRecords, TRACE } from "#test/support/random-spans.ts";
import { openRegistry } from "#test/support/registry.ts";
import { toDrawnSpans } from "#test/support/read-spans.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let store: Store;
let path: string;
let remove: () => void;
beforeEach(() => {
  const made = makeFolder();
  ({ remove } = made);
  path = join(made.folder, "workspace.sqlite");
  store = openStore(path, { readOnly: false });
});
afterEach(() => {
  store.close();
  remove();
});

const HEAD = { id: TRACE, name: "a long one", run: null, startedAt: 1_900_000_000_000, durationMs: 9 };

let traces = 0;

/** Another trace for each try of a property. */
function nextTrace(): string {
  traces += 1;
  return traces.toString(16).padStart(32, "0");
}

function inTrace(trace: string, records: readonly SpanRecord[]): readonly SpanRecord[] {
  return records.map((record) => ({ ...record, trace }));
}

function sortByStart(records: readonly SpanRecord[]): readonly SpanRecord[] {
  return records.toSorted((a, b) => a.startUs - b.startUs);
}

function sortByKey(records: readonly SpanRecord[]): readonly SpanRecord[] {
  return records.toSorted((a, b) => (spanKeyOf(a.span) < spanKeyOf(b.span) ? -1 : 1));
}

function makeSpan(row: number, change: Partial<SpanRecord> = {}): SpanRecord {
  return {
    trace: TRACE,
    span: row.toString(16).padStart(16, "0"),
    parent: null,
    name: `step ${row}`,
    kind: "internal",
    startUs: 1_900_000_000_000_000 + row,
    endUs: 1_900_000_000_000_001 + row,
    error: null,
    attributes: {},
    ...change,
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return "done";
  } catch (error) {
    return error instanceof AppError ? error.code : `other: ${String(error)}`;
  }
}

describe("[T15] a trace in parts", () => {
  it("is read back as it was written, letter for letter, in the order in which its spans began", () => {
    fc.assert(
      fc.property(spanRecords(), (drawn) => {
        const trace = nextTrace();
        const records = inTrace(trace, drawn);
        store.atomic(() => store.traces.append({ ...HEAD, id: trace }, records));
        expect(store.traces.spans(trace)).toEqual(sortByStart(records));
      }),
      { numRuns: 60 },
    );
  });

  it("is the same trace in whatever order its parts come, and what comes twice is in it once", () => {
    const split = spanRecords(20).chain((records) =>
      fc.array(fc.nat(3), { minLength: records.length, maxLength: records.length }).chain((partOf) => {
        const parts = [0, 1, 2, 3].map((part) => records.filter((_, row) => partOf[row] === part));
        return fc
          .shuffledSubarray([...parts, ...parts.slice(1, 3)], { minLength: 6, maxLength: 6 })
          .map((arrived) => ({ records, arrived }));
      }),
    );
    fc.assert(
      fc.property(split, ({ records: drawn, arrived }) => {
        const trace = nextTrace();
        const records = inTrace(trace, drawn);
        for (const [at, part] of arrived.entries()) {
          store.atomic(() =>
            store.traces.appendPart({ ...HEAD, id: trace }, inTrace(trace, part), {
              isLast: at === arrived.length - 1,
            }),
          );
        }
        expect(sortByKey(store.traces.spans(trace))).toEqual(sortByKey(records));
        const errors = records.filter(({ error }) => error !== null).length;
        expect(store.traces.find(trace)).toMatchObject({ spans: records.length, errors });
        expect(store.soundness.references()).toBeNull();
        expect(store.soundness.seals()).toBeNull();
        expect(store.soundness.traceIndex()).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it("is drawn from columns without anything that its spans hold being read", () => {
    const records = Array.from({ length: 1200 }, (_, row) => makeSpan(row));
    store.atomic(() => store.traces.append(HEAD, records));
    withRaw(path, (db) => db.exec("UPDATE trace_part SET attributes = x'00'"));
    const parts = store.traces.parts(TRACE);
    expect(parts.map(({ spans }) => spans)).toEqual([500, 500, 200]);
    const drawn = parts.flatMap(({ block }) => readSpanBlocks(block()).flatMap(toDrawnSpans));
    expect(drawn.map(({ name }) => name)).toEqual(records.map(({ name }) => name));
    expect(codeOf(() => parts[0]?.records())).toBe("workspace-damaged");
  });

  it("goes into smaller parts where its spans hold much", () => {
    const text = "word ".repeat(100_000);
    const records = Array.from({ length: 6 }, (_, row) => makeSpan(row, { attributes: { text } }));
    store.atomic(() => store.traces.append(HEAD, records));
    expect(store.traces.parts(TRACE).map(({ spans }) => spans)).toEqual([2, 2, 2]);
  });

  it("is found by what was said in any of its parts, and by the session and model of the first that tells", () => {
    const call = { "gen_ai.provider.name": "p", "gen_ai.request.model": "m", "autogenesis.session.id": "4" };
    const parts = [
      [makeSpan(0, { attributes: { "gen_ai.tool.name": "abacus" } })],
      [makeSpan(1, { attributes: { ...call, "gen_ai.tool.call.result": "Seven Boxes" } })],
      [makeSpan(2, { attributes: { "gen_ai.tool.name": "abacus" } })],
    ];
    for (const part of parts) {
      store.atomic(() => store.traces.appendPart(HEAD, part, { isLast: false }));
    }
    const find = (filter: object): number =>
      store.traceSearch.find({ text: "", hasErrors: false, ...filter }, 5).total;
    const asked = [{ text: "ABACUS" }, { text: "seven boxes" }, { model: "p/m" }, { session: "4" }];
    expect(asked.map(find)).toEqual([1, 1, 1, 1]);
    expect([{ text: "nine" }, { model: "x" }, { session: "5" }].map(find)).toEqual([0, 0, 0]);
    expect(store.soundness.traceIndex()).toBeNull();
  });

  it("[L9] is found by its name and by what was said in capitals of any script", () => {
    const spans = [makeSpan(1, { attributes: { "autogenesis.output": "ЗАКАЗ принят" } })];
    store.atomic(() => store.traces.appendPart({ ...HEAD, name: "ÄNDERN Zwölf" }, spans, { isLast: true }));
    const found = (text: string): number => store.traceSearch.find({ text, hasErrors: false }, 5).total;
    expect(["ändern", "ÄNDERN", "zwÖlf", "заказ", "ПРИНЯТ", "ÖL 12"].map(found)).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it("takes no part of what was taken back for one that is there", () => {
    const spans = [makeSpan(0), makeSpan(1)];
    store.atomic(() => store.traces.appendPart(HEAD, [makeSpan(9)], { isLast: false }));
    expect(
      codeOf(() =>
        store.atomic(() => {
          store.traces.appendPart(HEAD, spans, { isLast: false });
          throw new AppError("cancelled", "No.");
        }),
      ),
    ).toBe("cancelled");
    store.atomic(() => store.traces.appendPart(HEAD, spans, { isLast: true }));
    expect(store.traces.spans(TRACE)).toHaveLength(3);
  });
});

describe("[T17] a trace that was cut short", () => {
  it("has what was written of it, and says that it is not all; with its end it is", () => {
    const isComplete = (): readonly boolean[] => {
      const { traces: found } = store.traceSearch.find({ text: "", hasErrors: false }, 5);
      return [store.traces.isComplete(TRACE), ...found.map((each) => each.isComplete)];
    };
    store.atomic(() => store.traces.appendPart(HEAD, [makeSpan(1)], { isLast: false }));
    // As after a crash: another process opens the file.
    store.close();
    store = openStore(path, { readOnly: false });
    expect([store.traces.spans(TRACE).length, ...isComplete()]).toEqual([1, false, false]);
    store.atomic(() => store.traces.appendPart(HEAD, [makeSpan(1), makeSpan(0)], { isLast: true }));
    expect([store.traces.spans(TRACE).length, ...isComplete()]).toEqual([2, true, true]);
  });

  it("may end with a part that brings nothing new", () => {
    store.atomic(() => store.traces.appendPart(HEAD, [makeSpan(1)], { isLast: false }));
    store.atomic(() => store.traces.appendPart(HEAD, [makeSpan(1)], { isLast: true }));
    expect([store.traces.isComplete(TRACE), store.traces.spans(TRACE).length]).toEqual([true, 1]);
    expect(store.soundness.references()).toBeNull();
  });

  it("[A5] of a sealed item is nobody's to read before there is a run that says so", () => {
    const records = [makeSpan(1, { attributes: { "gen_ai.tool.name": "abacus" } })];
    store.atomic(() => store.traces.appendPart(HEAD, records, { isLast: false, isSealed: true }));
    expect(store.traces.isSealed(TRACE)).toBe(true);
    for (const text of ["", "abacus", TRACE]) {
      expect(store.traceSearch.find({ text, hasErrors: false }, 5)).toEqual({ total: 0, traces: [] });
    }
  });
});

describe("[T18] a trace of an older program", () => {
  const records = Array.from({ length: 700 }, (_, row) => makeSpan(row, { endUs: row === 3 ? null : 0 }));
  beforeEach(() => {
    withRaw(path, (db) => {
      db.prepare("INSERT INTO trace VALUES (?, 'x', NULL, 1, 1, 700, 0, '')").run(TRACE);
      db.prepare("INSERT INTO trace_spans VALUES (?, ?, '')").run(TRACE, packText(JSON.stringify(records)));
      createSeal(db, "trace")(TRACE);
      createSeal(db, "trace_spans")(TRACE);
      createTraceIndex(db).append(TRACE, records);
    });
  });

  it("is read in the form it has, whole and in parts, and is complete and sound", () => {
    expect(store.traces.spans(TRACE)).toEqual(records);
    const parts = store.traces.parts(TRACE);
    expect(parts.map(({ spans }) => spans)).toEqual([500, 200]);
    expect(parts.flatMap((part) => part.records())).toEqual(records);
    const drawn = parts.flatMap(({ block }) => readSpanBlocks(block()).flatMap(toDrawnSpans));
    expect(drawn.map(({ endUs }) => endUs)).toEqual(records.map(({ endUs }) => endUs));
    const { traces: found } = store.traceSearch.find({ text: "step 699", hasErrors: false }, 5);
    expect(found.map(({ id, isComplete }) => [id, isComplete])).toEqual([[TRACE, true]]);
    expect([store.soundness.references(), store.soundness.seals()]).toEqual([null, null]);
  });

  it("is broken where it has neither form, or both", () => {
    withRaw(path, (db) => {
      db.prepare(
        "INSERT INTO trace_part (trace, part, spans, is_last, is_sealed, columns, attributes) VALUES (?, 0, 700, 1, 0, x'00', x'00')",
      ).run(TRACE);
    });
    expect(store.soundness.references()).toMatchObject({ table: "trace", id: TRACE });
    withRaw(path, (db) => db.exec("DELETE FROM trace_part; DELETE FROM trace_spans"));
    expect(store.soundness.references()).toMatchObject({ table: "trace", id: TRACE });
  });
});

it("[S6] a part that is missing, at the end or in between, is seen", () => {
  const registry = openRegistry();
  try {
    const records = Array.from({ length: 1600 }, (_, row) => makeSpan(row));
    registry.store.atomic(() => registry.store.traces.append(HEAD, records));
    for (const part of [3, 1]) {
      withRaw(registry.path, (db) => db.prepare("DELETE FROM trace_part WHERE part = ?").run(part));
      expect(registry.store.soundness.references()).toMatchObject({ table: "trace", id: TRACE });
    }
  } finally {
    registry.close();
  }
});
