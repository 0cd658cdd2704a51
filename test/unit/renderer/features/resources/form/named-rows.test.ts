import { describe, expect, it } from "vitest";
import { keepTyped, renameRow, rowsOf, settleRows } from "#renderer/features/resources/form/named-rows.ts";

const NONE = () => null;
const told = (rows: ReturnType<typeof rowsOf<number>>) => rows.map(({ name, typed }) => [name, typed]);

describe("[L23] names of rows are typed without losing a key or a place", () => {
  const rows = rowsOf([["text", 1] as const, ["texts", 2] as const], ["text", "texts"], NONE);

  it("a name that another row has waits as it was typed, and goes on from there", () => {
    const collided = renameRow(rows, 1, "text");
    expect(told(collided)).toEqual([
      ["text", null],
      ["texts", "text"],
    ]);
    expect(keepTyped({ "/p/old": { text: "x", fault: "taken" } }, "/p", collided)).toEqual({
      "/p/texts": { text: "text", fault: "taken" },
    });
    expect(told(renameRow(collided, 1, "text2"))[1]).toEqual(["text2", null]);
    expect(told(renameRow(collided, 1, "texts"))[1]).toEqual(["texts", null]);
  });

  it("is taken once the other row is called otherwise, or is gone", () => {
    const collided = renameRow(rows, 1, "text");
    expect(told(renameRow(collided, 0, "other"))).toEqual([
      ["other", null],
      ["text", null],
    ]);
    expect(told(settleRows(collided.slice(1)))).toEqual([["text", null]]);
  });

  it("a name that is a whole number stays where it was typed", () => {
    const named = renameRow(rows, 1, "1");
    const members = Object.entries(Object.fromEntries(named.map(({ name, value }) => [name, value])));
    expect(members.map(([name]) => name)).toEqual(["1", "text"]);
    const again = rowsOf(
      members,
      named.map(({ name }) => name),
      NONE,
    );
    expect(again.map(({ name }) => name)).toEqual(["text", "1"]);
  });
});
