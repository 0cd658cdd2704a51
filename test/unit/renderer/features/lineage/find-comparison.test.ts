import { describe, expect, it } from "vitest";
import { findComparison } from "#renderer/features/lineage/find-comparison.ts";
import type { LineageNode } from "#renderer/features/lineage/lineage-node.ts";

/** A history a - b - c with a candidate on c; only what a comparison looks at. */
const NODES = [
  { id: "a", kind: "commit", place: 0, parent: null },
  { id: "b", kind: "commit", place: 1, parent: "a" },
  { id: "c", kind: "commit", place: 2, parent: "b" },
  { id: "p-7", kind: "candidate", place: 3, parent: "c" },
] as unknown as readonly LineageNode[];
const LINEAGE = { byId: new Map(NODES.map((node) => [node.id, node])), head: "c" };

const CASES: ReadonlyArray<
  readonly [title: string, first: string, second: string | null, expected: string | null]
> = [
  ["an older commit and head", "a", null, "a..c"],
  ["head against its parent", "c", null, "b..c"],
  ["two that are selected, the newer first", "b", "a", "a..b"],
  ["two that are selected, the older first", "a", "b", "a..b"],
  ["no commit against a candidate", "b", "p-7", null],
  ["no candidate", "p-7", null, null],
  ["nothing that is not there", "b", "gone", null],
];

describe("[L7] comparing", () => {
  it.each(CASES)("%s", (_title, first, second, expected) => {
    const pair = findComparison(LINEAGE, first, second);
    expect(pair === null ? null : `${pair.from}..${pair.to}`).toBe(expected);
  });
});
