import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BEND, RUN, traceLines } from "#renderer/graph/lane-lines.ts";
import { layOutLanes } from "#renderer/graph/lay-out-lanes.ts";
import { edgesOf, randomHistory } from "#test/support/random-history.ts";

/** A history with some nodes that never were live, its layout and its lines. */
const traced = fc.tuple(randomHistory(), fc.infiniteStream(fc.boolean())).map(([shape, dashes]) => {
  const isDashed = Uint8Array.from(shape.parents, () => (dashes.next().value === true ? 1 : 0));
  const layout = layOutLanes(shape, shape.parents.length - 1);
  const { runs, bends } = traceLines(shape, layout, isDashed);
  const edges = edgesOf(shape).map(([child, parent]) => ({
    parent,
    from: layout.columnOf[parent] ?? 0,
    to: layout.columnOf[child] ?? 0,
    lane: layout.laneOf[parent] ?? 0,
    own: layout.laneOf[child] ?? 0,
    dashed: isDashed[child] ?? 0,
  }));
  return {
    along: edges.filter(({ lane, own }) => lane === own),
    across: edges.filter(({ lane, own }) => lane !== own),
    runs: inRows(runs, RUN),
    bends: inRows(bends, BEND),
  };
});

function inRows(numbers: Int32Array, width: number): readonly number[][] {
  return Array.from({ length: numbers.length / width }, (_, row) => [
    ...numbers.subarray(row * width, (row + 1) * width),
  ]);
}

/** Every step from a column to the next that a stretch goes along, by lane and dash. */
function stepsOf(lane: number, [from, to]: readonly [number, number], dashed: number): string[] {
  return Array.from({ length: to - from }, (_, at) => `${lane}: ${from + at} ${dashed}`);
}

const sorted = (steps: readonly string[]): readonly string[] => [...new Set(steps)].toSorted();

describe("the lines of any history", () => {
  it("run along the lanes where an edge does, and nowhere else", () => {
    fc.assert(
      fc.property(traced, ({ along, runs }) => {
        const wanted = along.flatMap(({ lane, from, to, dashed }) => stepsOf(lane, [from, to], dashed));
        const drawn = runs.flatMap(([lane = 0, from = 0, to = 0, dashed = 0]) =>
          stepsOf(lane, [from, to], dashed),
        );
        expect(sorted(drawn)).toEqual(sorted(wanted));
      }),
    );
  });

  it("bend once for each edge into another lane, with its ends, its dash and whether the line it leaves goes on", () => {
    fc.assert(
      fc.property(traced, ({ along, across, bends }) => {
        const goesOn = new Set(along.map(({ parent }) => parent));
        const wanted = across.map(({ parent, from, lane, to, own, dashed }) =>
          [from, lane, to, own, goesOn.has(parent) ? 1 : 0, dashed].join(" "),
        );
        expect(bends.map((bend) => bend.join(" ")).toSorted()).toEqual(wanted.toSorted());
      }),
    );
  });

  it("are as few as there are turns: a straight history is one run, however long", () => {
    const shape = {
      parents: Int32Array.from({ length: 1000 }, (_, at) => at - 1),
      merges: new Int32Array(),
    };
    const { runs, bends } = traceLines(shape, layOutLanes(shape, 999), new Uint8Array(1000));
    expect([[...runs], [...bends]]).toEqual([[0, 0, 999, 0], []]);
  });
});
