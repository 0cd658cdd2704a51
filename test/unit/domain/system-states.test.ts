import { describe, expect, it } from "vitest";
import type { ResourceKey } from "#core/domain/resource.ts";
import { findSystemStates, stateAt } from "#core/domain/system-states.ts";

const [PROMPT, TOOL, OTHER] = ["prompt/a", "tool/b", "prompt/other"] as const;

/** A commit at 10, 20, …, named c1, c2, …, that puts these versions in force. */
function lineOf(...commits: ReadonlyArray<Readonly<Record<string, string>>>) {
  return commits.map((changes, at) => ({
    id: `c${at + 1}`,
    at: (at + 1) * 10,
    changes: Object.entries(changes).map(([resource, to]) => ({
      resource: resource as ResourceKey,
      from: null,
      to,
      label: "1.0.0" as const,
      lifecycle: "active" as const,
    })),
  }));
}

function statesOf(line: ReturnType<typeof lineOf>, versions: Readonly<Record<ResourceKey, string>>) {
  return findSystemStates(line, new Map([["s", { versions }]])).get("s") ?? [];
}

const SYSTEM = { [PROMPT]: "p1", [TOOL]: "t1" };

const CASES: ReadonlyArray<
  readonly [title: string, line: ReturnType<typeof lineOf>, expected: readonly string[]]
> = [
  ["one commit brings all of it", lineOf({ [PROMPT]: "p1", [TOOL]: "t1" }), ["c1"]],
  ["it is whole with its last part", lineOf({ [PROMPT]: "p1" }, { [TOOL]: "t1" }), ["c2"]],
  [
    "what it does not use does not move it",
    lineOf({ [PROMPT]: "p1", [TOOL]: "t1" }, { [OTHER]: "o" }),
    ["c1"],
  ],
  ["a part of it is not it", lineOf({ [PROMPT]: "p1", [TOOL]: "t2" }), []],
  [
    "it is gone when a part changes, and back with a restore",
    lineOf({ [PROMPT]: "p1", [TOOL]: "t1" }, { [PROMPT]: "p2" }, { [PROMPT]: "p1" }),
    ["c1", "c3"],
  ],
  [
    "a change of the lifecycle alone leaves it in force",
    lineOf({ [PROMPT]: "p1", [TOOL]: "t1" }, { [PROMPT]: "p1" }),
    ["c1"],
  ],
  [
    "parts that were never in force together make no state",
    lineOf({ [PROMPT]: "p1", [TOOL]: "t2" }, { [PROMPT]: "p2" }, { [TOOL]: "t1" }),
    [],
  ],
];

describe("commits that put a system in force", () => {
  it.each(CASES)("%s", (_title, line, expected) => {
    expect(statesOf(line, SYSTEM).map(({ commit }) => commit)).toEqual(expected);
  });

  const line = lineOf({ [PROMPT]: "p1", [TOOL]: "t1" }, { [PROMPT]: "p2" }, { [PROMPT]: "p1" });
  it.each([
    ["before any of them it ran as a candidate", 9, null],
    ["in the very moment of a commit it is in force", 10, "c1"],
    ["until it is put in force again it counts to the first", 29, "c1"],
    ["then to the last", 31, "c3"],
  ] as const)("%s", (_title, at, expected) => {
    expect(stateAt(statesOf(line, SYSTEM), at)).toBe(expected);
  });
});
