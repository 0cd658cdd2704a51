import { describe, expect, it } from "vitest";
import { markPolarity } from "#core/practice/model/statements/mark-polarity.ts";
import type { Token } from "#core/practice/model/statements/normalise-sentence.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";

/** How often words are looked at, of a sentence of so many. */
function countLooks(pattern: readonly string[], length: number): number {
  let looks = 0;
  const tokens = Array.from({ length }, (_, at): Token => {
    const word = pattern[at % pattern.length] ?? "";
    return {
      get word() {
        looks += 1;
        return word;
      },
      isQuoted: false,
    };
  });
  markPolarity(tokens);
  return looks;
}

describe("[R15] a prompt is read in time in proportion to its length", () => {
  it.each([
    "box", "not", "no", "do not", "never box", "without", "instead of", "if", "for the", "should", "where", "becomes",
    "convert", "convert to", "turn box into box and", "convert to to", "@iso", "@iso is", "as", "written as",
    "gets box unit", "in case", "use", "says", "not say",
  ])("%s, again and again", (pattern) => {
    const words = pattern.split(" ");
    const looks = [2000, 4000, 8000].map((length) => countLooks(words, length));
    // Twice the words are twice the looks, up to what does not grow.
    expect((looks[1] ?? 0) / (looks[0] ?? 1)).toBeLessThan(2.1);
    expect((looks[2] ?? 0) / (looks[1] ?? 1)).toBeLessThan(2.1);
  }); // prettier-ignore

  it.each(["-", ".", "...x", "1", "\n", "*", "e.g.", "x\n\n", "not "])(
    "%j until there is no end of it",
    (part) => {
      // Anything quadratic in them would not come to an end within the time of the test.
      expect(recogniseStatements(part.repeat(Math.ceil(300_000 / part.length)))).toEqual([]);
    },
  ); // prettier-ignore

  it("two million characters of a rule say the rule", () => {
    const rule = "Write every date as year-month-day, like 2026-03-06.\n";
    const statements = recogniseStatements(rule.repeat(Math.floor(2_000_000 / rule.length)));
    expect(new Set(statements.map(({ convention, choice }) => `${convention} ${choice}`)).size).toBe(1);
  });
});
