import { describe, expect, it } from "vitest";
import { findInForce } from "#renderer/features/lineage/find-in-force.ts";

/** "c=S2" is a commit with that state on top of the one before; which are in force at the last? */
function inForce(history: string, undoneTo: Readonly<Record<string, string>> = {}): string {
  const commits = history.split(" ").map((word) => word.split("="));
  const ids = commits.map(([id = ""]) => id);
  const states = commits.map(([, state = ""]) => state);
  const found = findInForce({
    parents: Int32Array.from(ids, (_, at) => at - 1),
    sources: Int32Array.from(ids, (id, at) => {
      const undone = undoneTo[id];
      return undone === undefined ? states.indexOf(states[at] ?? "") : ids.indexOf(undone);
    }),
  });
  return ids.filter((_, at) => found[at] === 1).join(" ");
}

const CASES: ReadonlyArray<readonly [title: string, history: string, expected: string]> = [
  ["everything, where nothing was restored", "a=1 b=2 c=3", "a b c"],
  ["not what lies between a version and its restoring", "a=1 b=2 c=3 d=1", "a d"],
  ["what came after a restoring", "a=1 b=2 c=1 d=4", "a c d"],
  ["again what a second restoring brought back", "a=1 b=2 c=1 d=2", "a b d"],
  ["the older of two steps back", "a=1 b=2 c=3 d=2 e=1", "a e"],
];

describe("in force at head is", () => {
  it.each(CASES)("%s", (_title, history, expected) => {
    expect(inForce(history)).toBe(expected);
  });

  it("what an undo went back to, also where it had to archive something and so made a new state", () => {
    expect(inForce("a=1 b=2 c=3", { c: "a" })).toBe("a c");
  });
});
