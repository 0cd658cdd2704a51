import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Benchmark, BenchmarkContext, Measurement } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { findCriticalPath } from "#renderer/timeline/critical-path.ts";
import { countErrorsBelow, measureSelfTimes } from "#renderer/timeline/measure-spans.ts";
import { createLanes, paintLane } from "#renderer/timeline/overview-lanes.ts";
import { createForest, type SpanColumns, type SpanForest } from "#renderer/timeline/span-forest.ts";
import { listVisiblePlaces } from "#renderer/timeline/visible-places.ts";

const LARGE = 100_000;
const HUGE = 1_000_000;
const WIDTH = 1600;
const LANES = 12;

/** Opening a trace: the whole pure layout. Painting its overview: beside a painter that goes through every span. */
export const TIMELINE: Benchmark = {
  summary: "layout and overview of large traces beside a painter that looks at every span",
  rounds: 5,
  run: async (context) => ({
    measurements: [
      await measurePainting(context, LARGE),
      await measurePainting(context, HUGE),
      await measureOpening(context),
    ],
    notMeasured: [],
    notes: ["the rival paints the same pixels; canvases are not part of either side"],
  }),
};

async function measurePainting(context: BenchmarkContext, size: number): Promise<Measurement> {
  const forest = createForest(makeColumns(size), 0);
  const lanes = createLanes(forest, { most: LANES, colourOf: () => 0 });
  const line = new Uint8Array(WIDTH);
  return await measureRounds(context, {
    title: `overview of ${size.toLocaleString("en")} spans, ${WIDTH} pixels`,
    unit: "ms",
    better: "lower",
    ours: [
      {
        name: "ours: next span that can show, by search",
        measure: async () =>
          await timeMs(() => {
            for (const lane of lanes) paintLane(lane, forest, line.fill(0));
          }),
      },
    ],
    rivals: [{ name: "every span in turn", measure: async () => await timeMs(() => paintAll(forest, line)) }],
  });
}

/** What the browser does on a trace before its first frame. */
async function measureOpening(context: BenchmarkContext): Promise<Measurement> {
  const size = LARGE;
  const columns = makeColumns(size);
  return await measureRounds(context, {
    title: `opening ${size.toLocaleString("en")} spans: outline, self times, errors, critical path, lanes, lines`,
    unit: "ms",
    better: "lower",
    ours: [
      {
        name: "ours",
        measure: async () =>
          await timeMs(() => {
            const forest = createForest(columns, 0);
            measureSelfTimes(forest);
            countErrorsBelow(forest, (row) => row === size - 1);
            findCriticalPath(forest);
            createLanes(forest, { most: LANES, colourOf: () => 0 });
            listVisiblePlaces(forest, new Set());
          }),
      },
    ],
    rivals: [],
  });
}

function paintAll({ size, startUs, endUs, fromUs, toUs }: SpanForest, line: Uint8Array): void {
  const usPerPx = (toUs - fromUs) / WIDTH;
  for (let place = 0; place < size; place += 1) {
    const first = Math.floor(((startUs[place] ?? 0) - fromUs) / usPerPx);
    const last = Math.max(first + 1, Math.ceil(((endUs[place] ?? 0) - fromUs) / usPerPx));
    line.fill(1, first, Math.min(WIDTH, last));
  }
}

/** Branches of twenty under one root, as an agent with workers leaves them. */
function makeColumns(size: number): SpanColumns {
  const random = keyedRandom("timeline bench", size);
  const rows = Array.from({ length: size }, (_, row) => {
    if (row === 0) return { parent: -1, fromUs: 0, toUs: size * 1000 };
    const isBranch = row % 20 === 1;
    const fromUs = row * 1000 - random.integer(400);
    const branch = Math.floor((row - 1) / 20) * 20 + 1;
    return {
      parent: isBranch ? 0 : branch,
      fromUs,
      toUs: fromUs + (isBranch ? 19_500 : 200 + random.integer(1400)),
    };
  });
  return {
    parents: rows.map(({ parent }) => parent),
    startUs: rows.map(({ fromUs }) => fromUs),
    endUs: rows.map(({ toUs }) => toUs),
  };
}
