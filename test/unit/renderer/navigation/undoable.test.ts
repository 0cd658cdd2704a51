import { describe, expect, it } from "vitest";
import { findUndoable, findUndoableOf } from "#renderer/navigation/undoable.ts";

describe("what an undo steps back over", () => {
  const at = "2026-03-06T12:00:00.000Z";
  const operation = (seq: number, kind: string, change: object = {}) =>
    ({
      seq,
      at,
      kind,
      label: kind,
      branch: "main",
      before: "b",
      after: "a",
      undoes: null,
      isUndone: false,
      ...change,
    }) as const;

  it("is the newest that is neither undone, nor an undoing, nor the beginning", () => {
    const undoing = operation(4, "undo", { undoes: 3 });
    const undone = operation(3, "edit", { isUndone: true });
    const edit = operation(2, "edit");
    const init = operation(1, "init", { before: null });
    expect([
      findUndoable([undoing, undone, edit, init], "main")?.seq,
      findUndoable([undoing, undone, init], "main"),
      findUndoable([], "main"),
    ]).toEqual([2, null, null]);
  });

  it("is one of the branch it is asked of; what was just done is taken back there, wherever one looks", () => {
    const later = operation(6, "approve", { branch: "try", after: "t2" });
    const newest = operation(5, "edit", { branch: "main", after: "m1" });
    const earlier = operation(4, "edit", { branch: "try", after: "t1" });
    const all = [later, newest, earlier];
    expect([findUndoable(all, "main")?.seq, findUndoable(all, "try")?.seq]).toEqual([5, 6]);
    expect(["m1", "t2", "t1", "none"].map((commit) => findUndoableOf(all, commit)?.seq ?? null)).toEqual([
      5,
      6,
      null,
      null,
    ]);
  });
});
