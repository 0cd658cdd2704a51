import { expect, it } from "vitest";
import { countNewer } from "#renderer/features/traces/hold-rows.ts";

const rows = (...traces: readonly string[]) => traces.map((trace) => ({ trace }));

const CASES: ReadonlyArray<
  readonly [title: string, shown: readonly string[], newest: readonly string[], expected: number]
> = [
  ["nothing new", ["b", "a"], ["b", "a"], 0],
  ["two on top", ["b", "a"], ["d", "c", "b", "a"], 2],
  ["so many that nothing shown is among them", ["b", "a"], ["f", "e"], 2],
  ["before anything was shown", [], ["a"], 0],
];

it.each(CASES)("%s", (_title, shown, newest, expected) => {
  expect(countNewer(rows(...shown), rows(...newest))).toBe(expected);
});
