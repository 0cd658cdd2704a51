import type { LaneLayout, LaneShape } from "./lay-out-lanes.ts";

/** The lines of a history in columns: as few as there are turns, however many nodes stand along them. */
export type LaneLines = {
  /** Along a lane, four numbers each: lane, first column, last column, dashed. */
  readonly runs: Int32Array;
  /** From one lane into another, six numbers each: column and lane of both ends, whether the parent's line goes on, dashed. */
  readonly bends: Int32Array;
};

export const RUN = 4;
export const BEND = 6;

/** `isDashed`: 1 for nodes to which a dashed line leads, those that never were live. O(n). */
export function traceLines(shape: LaneShape, layout: LaneLayout, isDashed: Uint8Array): LaneLines {
  const { columnOf, laneOf } = layout;
  const goesOn = markGoingOn(shape, laneOf);
  const [runs, bends]: [number[], number[]] = [[], []];
  // Where the newest run of each lane begins among the runs.
  const newest: number[] = [];
  eachEdge(shape, (child, parent) => {
    const dashed = isDashed[child] ?? 0;
    const [from, to] = [columnOf[parent] ?? 0, columnOf[child] ?? 0];
    const [lane, own] = [laneOf[parent] ?? 0, laneOf[child] ?? 0];
    if (lane !== own) {
      bends.push(from, lane, to, own, goesOn[parent] ?? 0, dashed);
      return;
    }
    const run = newest[lane];
    if (run !== undefined && runs[run + 2] === from && runs[run + 3] === dashed) runs[run + 2] = to;
    else {
      newest[lane] = runs.length;
      runs.push(lane, from, to, dashed);
    }
  });
  return { runs: Int32Array.from(runs), bends: Int32Array.from(bends) };
}

/** Nodes whose line goes on in their own lane: what branches off there begins at the branching. */
function markGoingOn(shape: LaneShape, laneOf: Int32Array): Uint8Array {
  const goesOn = new Uint8Array(laneOf.length);
  eachEdge(shape, (child, parent) => {
    if (laneOf[child] === laneOf[parent]) goesOn[parent] = 1;
  });
  return goesOn;
}

function eachEdge({ parents, merges }: LaneShape, visit: (child: number, parent: number) => void): void {
  for (let child = 0; child < parents.length; child += 1) {
    const parent = parents[child] ?? -1;
    if (parent >= 0) visit(child, parent);
  }
  for (let at = 0; at < merges.length; at += 2) visit(merges[at] ?? 0, merges[at + 1] ?? 0);
}
