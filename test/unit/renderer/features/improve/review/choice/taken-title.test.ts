import { expect, it } from "vitest";
import { findHunks, type Part } from "#renderer/features/improve/review/choice/hunk.ts";
import { titleOfTaken } from "#renderer/features/improve/review/choice/taken-title.ts";

function partOf(before: Part["before"], after: Part["after"]): Part {
  const form = typeof before === "string" ? "text" : "json";
  return {
    ...{ resource: "prompt/clerk", pointer: "/x", form, before, after, locked: [] },
    hunks: findHunks("x", before, after),
  };
}

const WHOLE = "Dozens are packs. Never guess.";

it("a part's title says what was taken, and nothing of what was left out", () => {
  const part = partOf("Be exact.\nBe loud.", "Be exact.\n- Dozens are packs.\n- Never guess.");
  const title = (...left: readonly number[]): string =>
    titleOfTaken([part], new Set(left.map((at) => part.hunks[at]?.id ?? "")), WHOLE);
  expect(title()).toBe("Take out: Be loud. Dozens are packs. Never guess.");
  expect(title(0, 1)).toBe("Never guess.");
  expect(title(1, 2)).toBe("Take out: Be loud.");
});

it("of records it is their text, of a value without words that it is a part", () => {
  const record = { id: "a", text: "Packs hold twelve." };
  expect(titleOfTaken([partOf([], [record])], new Set(), WHOLE)).toBe("Packs hold twelve.");
  expect(titleOfTaken([partOf(0.2, 0.7)], new Set(), WHOLE)).toBe(`Part of: ${WHOLE}`);
});

it("a long one is cut", () => {
  const title = titleOfTaken([partOf("", "word ".repeat(100))], new Set(), WHOLE);
  expect([title.length, title.at(-1)]).toEqual([200, "…"]);
});
