import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { readSpanBlocks } from "#core/domain/spans/columns.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { createSpanTable } from "#renderer/timeline/span-table.ts";
import type { Benchmark, BenchmarkContext, Measurement } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { readJsonDocument, writeJsonDocument } from "./json-document.ts";
import { keepRealTrace } from "./keep-trace.ts";
import { openTrace, type OpenedTrace } from "./open-trace.ts";
import { realSpans } from "./real-spans.ts";

const LARGE = 100_000;
const HUGE = 1_000_000;
/** What fits into one JSON text with room to spare. */
const SMALL = 20_000;

/**
 * Traces of real-sized spans (2.4 kB of attributes each), written as a run writes them and opened in Chromium. The rival is
 * one compressed JSON text for a trace, which is what this program had before; it cannot be written from some 218,000 spans
 * on, so that a million stand alone, with attributes of a few words.
 */
export const TRACES: Benchmark = {
  summary: "large traces: write, read to columns, open in Chromium, memory of the host",
  rounds: 3,
  run: async (context) => {
    const workspace = join(context.folder, "workspace");
    await initWorkspace(workspace, { from: "order-desk", houseSeed: 1 });
    const store = openStore(workspacePaths(workspace).database, { readOnly: false });
    const [large, huge] = ["aa".repeat(16), "bb".repeat(16)];
    let measurements: readonly Measurement[] = [];
    try {
      keepRealTrace(store, large, LARGE);
      keepRealTrace(store, huge, HUGE, { isBare: true });
      measurements = [await measureWriting(context, store), await measureReading(context, store)];
    } finally {
      store.close();
    }
    const assets = join(context.folder, "window");
    cpSync(await prepareRenderer(context.tell), assets, { recursive: true });
    const cwd = join(context.folder, "empty");
    mkdirSync(cwd);
    const place = { workspace, assets, cwd };
    for (const [trace, size] of [
      [large, LARGE],
      [huge, HUGE],
    ] as const) {
      const rounds: OpenedTrace[] = [];
      for (let round = 0; round <= context.rounds; round += 1) {
        const opened = await openTrace(place, trace);
        context.tell(`${size} spans, round ${round}: ${JSON.stringify(opened)}`);
        if (round > 0) rounds.push(opened);
      }
      measurements = [...measurements, ...toMeasurements(size, rounds)];
    }
    return {
      measurements,
      notMeasured: [],
      notes: ["software raster; the window is open when the trace is opened"],
    };
  },
};

const TITLES = {
  firstMs: ["address to the first lines", "ms"],
  paintMs: ["address to all spans drawn", "ms"],
  panMs: ["p95 of a frame while panning", "ms"],
  zoomMs: ["p95 of a frame while zooming", "ms"],
  residentMb: ["memory of the host, in all", "MB"],
  peakMb: ["the most memory the host had", "MB"],
} as const satisfies Record<keyof OpenedTrace, readonly [string, string]>;

function toMeasurements(size: number, rounds: readonly OpenedTrace[]): readonly Measurement[] {
  return (Object.keys(TITLES) as (keyof OpenedTrace)[]).map((what): Measurement => {
    const [title, unit] = TITLES[what];
    return {
      title: `trace of ${size.toLocaleString("en")} spans, ${title}`,
      unit,
      better: "lower",
      ours: [{ name: "ours", values: rounds.map((each) => each[what]) }],
      rivals: [],
    };
  });
}

async function measureWriting(context: BenchmarkContext, store: Store): Promise<Measurement> {
  const spans = [...realSpans("x", SMALL)].flat();
  return await measureRounds(context, {
    title: `writing ${SMALL.toLocaleString("en")} real-sized spans, without what they are found by`,
    unit: "ms",
    better: "lower",
    ours: [
      {
        name: "ours: parts, in the file",
        measure: async (round) => {
          const trace = `w${round}`.padStart(32, "0");
          // Of a sealed item: nothing of it is indexed, as nothing is by the rival.
          return await timeMs(() =>
            store.atomic(() =>
              store.traces.appendPart(
                { id: trace, name: "x", run: null, startedAt: 0, durationMs: 0 },
                spans.map((span) => ({ ...span, trace })),
                { isLast: true, isSealed: true },
              ),
            ),
          );
        },
      },
    ],
    rivals: [
      { name: "one JSON text, in memory", measure: async () => await timeMs(() => writeJsonDocument(spans)) },
    ],
  });
}

async function measureReading(context: BenchmarkContext, store: Store): Promise<Measurement> {
  const trace = "cc".repeat(16);
  keepRealTrace(store, trace, SMALL);
  const document = writeJsonDocument([...realSpans("x", SMALL)].flat());
  return await measureRounds(context, {
    title: `from the file to columns in the window, ${SMALL.toLocaleString("en")} spans, in process`,
    unit: "ms",
    better: "lower",
    ours: [
      {
        name: "ours: blocks",
        measure: async () =>
          await timeMs(() => {
            const table = createSpanTable();
            for (const { block } of store.traces.parts(trace)) {
              for (const columns of readSpanBlocks(block())) table.add(columns);
            }
          }),
      },
    ],
    rivals: [{ name: "one JSON text", measure: async () => await timeMs(() => readJsonDocument(document)) }],
  });
}
