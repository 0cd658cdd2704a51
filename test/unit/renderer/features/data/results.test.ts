import { describe, expect, it } from "vitest";
import {
  measureColumns,
  pickRows,
  type ResultMode,
  type ResultRow,
} from "#renderer/features/data/results.ts";

const OUTCOMES = { v: "right", x: "wrong", ".": "none" } as const;

const CHANGES = { b: "broken", w: "worse", f: "fixed", u: "better", "-": null } as const;

/** "vx." as a row: right, wrong, not run; "-b-": what each candidate changed against its own baseline. */
function row(item: string, cells: string, changes = "---"): ResultRow {
  const outcomes = [...cells].map((sign) => OUTCOMES[sign as keyof typeof OUTCOMES]);
  return {
    item,
    className: null,
    cells: outcomes,
    traces: outcomes.map(() => null),
    changes: [...changes].map((sign) => CHANGES[sign as keyof typeof CHANGES]),
    brokenAt: null,
  };
}

const ROWS = [
  row("kept", "vvv"),
  row("fixed", "xxv", "--f"),
  row("broken", "v.x", "--b"),
  // The baseline that had it right has no column.
  row("unseen", "..x", "--b"),
  row("partly", "x.x", "--w"),
  row("improved", "x.x", "--u"),
  // Two candidates on different baselines, and neither changed it.
  row("apart", ".vx"),
  row("back", "vxv", "-bf"),
];

const MODES: ReadonlyArray<readonly [mode: ResultMode, expected: readonly string[]]> = [
  ["all", ["broken", "unseen", "partly", "back", "fixed", "improved", "apart", "kept"]],
  ["changed", ["broken", "unseen", "partly", "back", "fixed", "improved"]],
  ["failing", ["broken", "unseen", "partly", "improved", "apart"]],
  ["broken", ["broken", "unseen", "partly"]],
];

describe("results", () => {
  it.each(MODES)("[L13] %s: what got worse comes first", (mode, expected) => {
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
