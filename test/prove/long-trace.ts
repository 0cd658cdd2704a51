import { createHash } from "node:crypto";
import { join } from "node:path";
import type { SpanRecord } from "#core/domain/run.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { keepRealTrace } from "#test/bench/traces/keep-trace.ts";
import { realSpans } from "#test/bench/traces/real-spans.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

export type LongTraceFigures = {
  readonly spans: number;
  readonly drawn: number;
  /** Whether what was read back is what was written, letter for letter. */
  readonly isSame: boolean;
  readonly isSound: boolean;
  /** The most that this process had, from its beginning on. */
  readonly peakMb: number;
  readonly ok: boolean;
};

/** The same for any number of spans: room for the program, and for some parts of a trace. */
const MOST_MB = 800;

const TRACE = "ab".repeat(16);

/** Writes a trace of real-sized spans as a run does, reads all of it back and looks whether anything is missing or other. */
export function proveLongTrace(size: number): LongTraceFigures {
  const { folder, remove } = makeFolder();
  const store = openStore(join(folder, "workspace.sqlite"), { readOnly: false });
  try {
    keepRealTrace(store, TRACE, size);
    const drawn = countDrawn(store);
    const isSame = digestOf(written(size)) === digestOf(readBack(store));
    const isSound = [store.soundness.references(), store.soundness.seals()].every(
      (broken) => broken === null,
    );
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const ok = drawn === size && isSame && isSound && peakMb < MOST_MB;
    return { spans: size, drawn, isSame, isSound, peakMb, ok };
  } finally {
    store.close();
    remove();
  }
}

export function formatLongTrace(figures: LongTraceFigures): string {
  const { spans, drawn, isSame, isSound, peakMb } = figures;
  return [
    `${spans} spans written in parts, ${drawn} drawn from columns`,
    `read back ${isSame ? "letter for letter" : "OTHERWISE than written"}, ${isSound ? "sound" : "NOT sound"}`,
    `${peakMb} MB at most, of ${MOST_MB} allowed`,
  ].join("\n");
}

function countDrawn(store: Store): number {
  let drawn = 0;
  for (const { block } of store.traces.parts(TRACE)) {
    for (const { count } of readSpanBlocks(block())) drawn += count;
  }
  return drawn;
}

function* written(size: number): Generator<SpanRecord> {
  for (const spans of realSpans(TRACE, size)) yield* spans;
}

function* readBack(store: Store): Generator<SpanRecord> {
  for (const { records } of store.traces.parts(TRACE)) yield* records();
}

function digestOf(records: Iterable<SpanRecord>): string {
  const hash = createHash("sha256");
  for (const { trace, span, parent, name, kind, startUs, endUs, error, attributes } of records) {
    hash.update(JSON.stringify([trace, span, parent, name, kind, startUs, endUs, error, attributes]));
  }
  return hash.digest("hex");
}
