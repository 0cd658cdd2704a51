import { describe, expect, it } from "vitest";
import {
  measureColumns,
  pickRows,
  type ResultMode,
  type ResultRow,
} from "#renderer/features/data/results.ts";

const OUTCOMES = { v: "right", x: "wrong", ".": "none" } as const;

/** "vx." as a row: right, wrong, not run. */
function row(item: string, cells: string): ResultRow {
  const outcomes = [...cells].map((sign) => OUTCOMES[sign as keyof typeof OUTCOMES]);
  return { item, className: null, cells: outcomes, traces: outcomes.map(() => null), brokenAt: null };
}

const ROWS = [
  row("kept", "vvv"),
  row("fixed", "xxv"),
  row("broken", "v.x"),
  row("back", "vxv"),
  row("lost", "x.x"),
];

const MODES: ReadonlyArray<readonly [mode: ResultMode, expected: readonly string[]]> = [
  ["all", ["broken", "back", "kept", "lost", "fixed"]],
  ["changed", ["broken", "back", "fixed"]],
  ["failing", ["broken", "lost"]],
  ["broken", ["broken"]],
];

describe("results", () => {
  it.each(MODES)("%s: what got worse comes first", (mode, expected) => {
    expect(pickRows(ROWS, mode).map(({ item }) => item)).toEqual(expected);
  });

  it("a column is measured over the items that it ran, and one that ran none has no figure", () => {
    const columns = [0, 1, 2].map((iteration) => ({ iteration, proposal: null, verdict: "baseline" }));
    const figures = measureColumns({ columns, rows: [row("a", "vx."), row("b", "vv."), row("c", "x..")] });
    expect(figures.map((figure) => (figure === null ? null : [figure.accuracy, figure.n]))).toEqual([
      [2 / 3, 3],
      [0.5, 2],
      null,
    ]);
  });
});
