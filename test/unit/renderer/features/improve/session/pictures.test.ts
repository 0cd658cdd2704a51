import { describe, expect, it } from "vitest";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { layOutCurve } from "#renderer/features/improve/session/curve.ts";
import {
  classesOf,
  countChanged,
  listMatrix,
  withLiveColumn,
  type MatrixFilter,
} from "#renderer/features/improve/session/matrix-rows.ts";
import { layOutEvidence, type RunningReport } from "#renderer/features/improve/running/running.ts";
import type { Matrix } from "#renderer/store/shared-queries.ts";

function point(iteration: number, accuracy: number, items = "i1"): Session["curve"][number] {
  const interval: [number, number] = [accuracy - 0.05, accuracy + 0.05];
  const estimate = { accuracy, score: accuracy, interval, n: 200 };
  return { iteration, commit: `c${iteration}`, items, estimate };
}

describe("the score curve", () => {
  const session = { curve: [point(0, 0.3), point(2, 0.5)], iteration: 3, iterations: 12 };
  const candidates = [
    { id: "1", iteration: 1, verdict: "reject", status: "rejected" },
    { id: "2", iteration: 2, verdict: "accept", status: "approved" },
    { id: "3", iteration: 3, verdict: null, status: "assessing" },
  ] as const;
  const curve = layOutCurve(session, candidates, { width: 400, height: 200 });

  it("holds each score until the next commit, and the last one until now", () => {
    const [first, last] = curve.points;
    expect(first?.until).toBe(last?.x);
    expect(last?.until).toBeGreaterThan(last?.x ?? 0);
    expect(last?.until).toBeLessThan(400);
  });

  it("keeps every interval inside the box, higher scores higher", () => {
    for (const { high, low, y } of curve.points) {
      expect(0 < high && high < y && y < low && low < 200).toBe(true);
    }
    expect(curve.points[1]!.y).toBeLessThan(curve.points[0]!.y);
  });

  it("[L6] joins no points that rest on different items", () => {
    const mixed = { ...session, curve: [point(0, 0.3), point(1, 0.4), point(2, 0.2, "i2")] };
    const { points } = layOutCurve(mixed, [], { width: 400, height: 200 });
    expect(points.map(({ isJoined }) => isJoined)).toEqual([false, true, false]);
  });

  it("ticks only candidates that did not make it, at their iteration", () => {
    const at = curve.columns.find(({ iteration }) => iteration === 1)?.x;
    expect(curve.ticks).toEqual([{ x: at, proposal: "1", verdict: "reject" }]);
  });
});

const MATRIX: Matrix = {
  columns: [
    { iteration: 0, proposal: null, verdict: "baseline" },
    { iteration: 1, proposal: "1", verdict: "accept" },
    { iteration: 2, proposal: "2", verdict: "reject" },
  ],
  rows: [
    {
      item: "v-2",
      className: "easy",
      cells: ["right", "right", "right"],
      traces: ["a", "b", "c"],
      changes: [null, null, null],
      brokenAt: null,
    },
    {
      item: "v-10",
      className: "easy",
      cells: ["wrong", "right", "none"],
      traces: ["a", "b", null],
      changes: [null, "fixed", null],
      brokenAt: null,
    },
    {
      item: "v-9",
      className: "easy",
      cells: ["wrong", "right", "right"],
      traces: ["a", "b", "c"],
      changes: [null, "fixed", null],
      brokenAt: null,
    },
    {
      item: "v-1",
      className: "hard",
      cells: ["none", "right", "wrong"],
      traces: [null, "b", "c"],
      changes: [null, null, "broken"],
      brokenAt: 2,
    },
    {
      item: "v-3",
      className: "hard",
      cells: ["wrong", "right", "right"],
      traces: ["a", "b", "c"],
      changes: [null, "better", null],
      brokenAt: null,
    },
  ],
};

describe("the matrix of outcomes", () => {
  const list = (filter: Partial<MatrixFilter> = {}): readonly string[] =>
    listMatrix(MATRIX, { isChangedOnly: false, className: null, ...filter }).map((line) =>
      line.kind === "class" ? `${line.name} ${line.changed}/${line.total}` : line.row.item,
    );

  it("groups by class; in each, what broke last comes first, then what changed, then the rest", () => {
    expect(list()).toEqual(["easy 2/3", "v-9", "v-10", "v-2", "hard 2/2", "v-1", "v-3"]);
    expect(list({ isChangedOnly: true })).toEqual(["easy 2/3", "v-9", "v-10", "hard 2/2", "v-1", "v-3"]);
    expect(list({ className: "hard" })).toEqual(["hard 2/2", "v-1", "v-3"]);
  });

  it("[L13] calls changed what a candidate changed against its own baseline, whatever stands beside it", () => {
    const row = (item: string, cells: "right" | "wrong", changes: Matrix["rows"][number]["changes"]) => ({
      ...{ item, className: null, brokenAt: null, changes },
      ...{ cells: ["none" as const, "right" as const, cells], traces: [null, null, null] },
    });
    const apart = {
      ...MATRIX,
      // Right by one candidate and wrong by the next, which had it wrong before; and the other way round.
      rows: [row("v-1", "wrong", [null, null, null]), row("v-2", "right", [null, null, "worse" as const])],
    };
    const shown = listMatrix(apart, { isChangedOnly: true, className: null });
    expect(shown.map((line) => (line.kind === "row" ? line.row.item : ""))).toEqual(["v-2"]);
  });

  it("says which candidate broke an item that its own baseline had right, also where later ones did not run it", () => {
    const rows = listMatrix(MATRIX, { isChangedOnly: true, className: "hard" });
    expect(rows.map((line) => (line.kind === "row" ? line.row.brokenAt : "-"))).toEqual(["-", 2, null]);
    expect(countChanged(MATRIX)).toBe(4);
  });

  it("gets the running assessment as a column, before the first one with head beside it", () => {
    const live = new Map([["v-9", { before: true, after: false }]]);
    const later = withLiveColumn(MATRIX, 3, live);
    expect(later.columns.at(-1)).toEqual({ iteration: 3, proposal: null, verdict: "running" });
    expect(later.rows.map(({ cells }) => cells.at(-1))).toEqual(["none", "none", "wrong", "none", "none"]);
    expect(later.rows.map(({ brokenAt }) => brokenAt)).toEqual([null, null, 3, 2, null]);
    const first = withLiveColumn({ columns: [], rows: [] }, 1, live);
    expect(first.rows).toEqual([
      {
        item: "v-9",
        className: null,
        cells: ["right", "wrong"],
        traces: [null, null],
        changes: [null, "broken"],
        brokenAt: 1,
      },
    ]);
    expect(classesOf(first)).toEqual([""]);
    expect(listMatrix(first, { isChangedOnly: true, className: null }).map(({ kind }) => kind)).toEqual([
      "row",
    ]);
  });
});

describe("the running assessment", () => {
  const report: RunningReport = {
    iteration: 1,
    proposal: "1",
    done: 25,
    total: 400,
    measure: "correct",
    effect: 0.02,
    interval: [-0.1, 0.1],
    logE: 1.2,
    eValue: 3.3,
    levelNeeded: 37.8,
    fixed: 2,
    broken: 1,
    forecast: { kind: "no-sign-of-improvement" },
  };

  it("draws evidence by its logarithm: half the way up is the root of the level", () => {
    const half = Math.log(37.8) / 2;
    const heights = layOutEvidence([
      { ...report, logE: -1 },
      { ...report, logE: half },
      { ...report, logE: 99 },
    ]);
    expect(heights).toEqual([0, expect.closeTo(0.5, 9), 1]);
    expect(layOutEvidence([{ ...report, levelNeeded: null }])).toBeNull();
  });
});
