import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { combine, findHunks, type Part } from "#renderer/features/improve/review/choice/hunk.ts";

function partOf(before: Json, after: Json): Part {
  const form = typeof before === "string" ? "text" : "json";
  const resource = "prompt/clerk" as const;
  return { resource, pointer: "/x", form, before, after, locked: [], hunks: findHunks("x", before, after) };
}

/** The value with the hunks at these places taken. */
function take(part: Part, ...places: readonly number[]): Json {
  return combine(part, (hunk) => places.includes(part.hunks.indexOf(hunk)));
}

describe("hunks of a text", () => {
  const part = partOf("a\nb\nc\nd\ne", "a\nB\nc\nd\ne\nf");

  it("are the lines that changed, in order", () => {
    expect(part.hunks.map((hunk) => hunk.kind === "lines" && hunk.change)).toEqual([
      { before: { from: 2, to: 3 }, after: { from: 2, to: 3 } },
      { before: { from: 6, to: 6 }, after: { from: 6, to: 7 } },
    ]);
  });

  it("taken one by one leave the others as they were", () => {
    expect([take(part), take(part, 0), take(part, 1), take(part, 0, 1)]).toEqual([
      "a\nb\nc\nd\ne",
      "a\nB\nc\nd\ne",
      "a\nb\nc\nd\ne\nf",
      "a\nB\nc\nd\ne\nf",
    ]);
  });

  it("inside a run of adjacent lines are its lines: three rules are three, and any of them can be taken", () => {
    const rules = partOf("Be exact.", "Be exact.\n- Dozens are packs.\n- Never guess.\n- Ask once.");
    expect([take(rules, 1), take(rules, 0, 2)]).toEqual([
      "Be exact.\n- Never guess.",
      "Be exact.\n- Dozens are packs.\n- Ask once.",
    ]);
  });

  it("a reworded line takes the place of its own, whatever was added around it", () => {
    const reworded = partOf(
      "Round totals down.\nSay please.",
      "Never guess.\nRound all totals down.\nSay please.\nAsk once.",
    );
    expect(reworded.hunks).toHaveLength(3);
    expect(take(reworded, 1)).toBe("Round all totals down.\nSay please.");
  });

  it("a line that stayed in the middle of a changed stretch is none", () => {
    const around = partOf("a\nc", "{\nb\nc\na\na\na\na");
    expect(around.hunks).toHaveLength(7);
    for (const left of around.hunks) {
      expect(combine(around, (hunk) => hunk !== left)).not.toBe(around.after);
    }
  });

  it("empty lines are nothing to choose by themselves, and long new code is taken by paragraph", () => {
    expect(partOf("a", "a\n\nb\n\nc").hunks).toHaveLength(2);
    const long = Array.from({ length: 80 }, (_, at) => (at % 20 === 19 ? "" : `line ${at}`)).join("\n");
    expect(partOf("", long).hunks.length).toBeLessThanOrEqual(5);
  });

  it("are one where the texts are too large to be compared unasked", () => {
    const [before, after] = ["a\nb\n", "a\nc\n"].map((lines) => lines.repeat(600_000)) as [string, string];
    const large = partOf(before, after);
    expect(large.hunks).toEqual([{ kind: "value", id: "x" }]);
    expect([take(large) === before, take(large, 0) === after]).toEqual([true, true]);
  });

  it("of texts that were compared before are not worked out again", () => {
    const [first, again] = [findHunks("x", "a\nb", "a\nc"), findHunks("x", "a\nb", "a\nc")];
    const [one, other] = [first[0], again[0]];
    expect(one?.kind === "lines" && other?.kind === "lines" && one.change === other.change).toBe(true);
  });

  it("keep the line ends of the text they go into", () => {
    const dos = partOf("a\r\nb\r\nc\r\nd", "A\r\nb\r\nc\r\nD");
    expect(take(dos, 0)).toBe("A\r\nb\r\nc\r\nd");
  });

  const line = fc.constantFrom("a", "b", "  b", "c", "{", "}", "", "long line with words");
  const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join("\n"));

  it("whichever are taken: all give the new text, none the old one, and the rest can be taken afterwards", () => {
    fc.assert(
      fc.property(text, text, fc.infiniteStream(fc.boolean()), (before, after, choices) => {
        const whole = partOf(before, after);
        expect(combine(whole, () => true)).toBe(after);
        expect(combine(whole, () => false)).toBe(before);
        const taken = new Set(whole.hunks.filter(() => choices.next().value));
        const some = combine(whole, (hunk) => taken.has(hunk));
        const rest = partOf(some, after);
        expect(combine(rest, () => true)).toBe(after);
        // What was left out is all that still separates the result from the new text.
        if (taken.size === whole.hunks.length) expect(some).toBe(after);
        if (taken.size < whole.hunks.length) expect(some).not.toBe(after);
      }),
    );
  });
});

describe("hunks of records", () => {
  const before = [
    { id: "a", text: "old" },
    { id: "b", text: "kept" },
    { id: "c", text: "gone" },
  ];
  const after = [
    { id: "a", text: "new" },
    { id: "b", text: "kept" },
    { id: "d", text: "fresh" },
  ];
  const part = partOf(before, after);

  it("are the records that changed, went and came, by id", () => {
    expect(part.hunks.map(({ id }) => id)).toEqual(["x#a", "x#c", "x#d"]);
  });

  const CASES: ReadonlyArray<readonly [what: string, taken: readonly number[], result: Json]> = [
    ["the changed one", [0], [after[0]!, before[1]!, before[2]!]],
    ["the one that goes", [1], [before[0]!, before[1]!]],
    ["the one that comes", [2], [...before, after[2]!]],
    ["none", [], before],
  ];
  it.each(CASES)("taking %s leaves the others alone", (_what, taken, result) => {
    expect(take(part, ...taken)).toEqual(result);
  });
});

it("a value without parts is one hunk: taken or left", () => {
  const part = partOf(0.2, 0.7);
  expect([part.hunks.length, take(part), take(part, 0)]).toEqual([1, 0.2, 0.7]);
});
