import { afterEach, expect, it } from "vitest";
import { formatInterval, formatTable } from "#core/host/cli/format/format.ts";

const rows: ReadonlyArray<readonly [interval: readonly [number, number], text: string]> = [
  [[0.006, 0.157], "[0.6, 15.7]"],
  [[0, 1], "[0.0, 100.0]"],
  [[0.0001, 0.041], "[0.01, 4.1]"],
  [[-0.0003, 0.00002], "[-0.03, 0.002]"],
  [[-1e-9, 0], "[-0.0000, 0.0]"],
];
it.each(rows)("a bound that is not zero does not look like it: %j is %s", (interval, text) => {
  expect(formatInterval(interval)).toBe(text);
});

const { columns, isTTY } = process.stdout;
afterEach(() => {
  Object.assign(process.stdout, { columns, isTTY });
});

it("[C20] a row is cut at the edge of a terminal, on one line, and whole where there is none", () => {
  const table = (): readonly string[] =>
    formatTable(["id", "summary"], [["7", "Add the rule.\nThen stop."]]).split("\n");
  Object.assign(process.stdout, { columns: 14, isTTY: true });
  expect(table()).toEqual(["id  summary", "7   Add the r…"]);
  Object.assign(process.stdout, { columns: undefined, isTTY: undefined });
  expect(table()).toEqual(["id  summary", "7   Add the rule. Then stop."]);
});
