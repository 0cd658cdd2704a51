import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignSequences } from "#core/domain/spans/align.ts";

const align = (left: readonly string[], right: readonly string[]) =>
  alignSequences(left.map(toAlignable), right.map(toAlignable));

/** Of a kind like others, and like no other as a whole: only the kinds count. */
let made = 0;
function toAlignable(kind: string) {
  made += 1;
  return { kind, whole: `${made}` };
}

const letters = (max: number) => fc.array(fc.constantFrom("a", "b", "c"), { maxLength: max });

/** The longest common subsequence by its definition. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let a = left.length - 1; a >= 0; a -= 1) {
    for (let b = right.length - 1; b >= 0; b -= 1) {
      const [here, below] = [table[a], table[a + 1]];
      if (here === undefined || below === undefined) continue;
      here[b] = left[a] === right[b] ? 1 + (below[b + 1] ?? 0) : Math.max(below[b] ?? 0, here[b + 1] ?? 0);
    }
  }
  return table[0]?.[0] ?? 0;
}

describe("[T40] two sequences aligned by their keys", () => {
  // Would catch a diagonal that is lost at the edge of one side, which leaves more over than there has to be.
  it("have each entry once and in order, and as many pairs as their longest common subsequence", () => {
    fc.assert(
      fc.property(letters(24), letters(24), (left, right) => {
        const matches = align(left, right);
        expect(matches.map(([a]) => a).filter((a) => a !== -1)).toEqual(left.map((_, at) => at));
        expect(matches.map(([, b]) => b).filter((b) => b !== -1)).toEqual(right.map((_, at) => at));
        const pairs = matches.filter(([a, b]) => a !== -1 && b !== -1);
        expect(pairs.every(([a, b]) => left[a] === right[b])).toBe(true);
        expect(pairs).toHaveLength(commonLength(left, right));
      }),
    );
  });

  // Would catch the first of two like calls told to be missing where it is the second.
  it("leave over what the other side does not have, of entries of one kind in a row", () => {
    const [a, b, c] = ["1", "2", "3"].map((whole) => ({ kind: "add", whole }));
    if (a === undefined || b === undefined || c === undefined) return;
    expect(alignSequences([a, b, c], [a, c])).toEqual([
      [0, 0],
      [1, -1],
      [2, 1],
    ]);
  });

  // Would catch a search that is exact at any price: its room grows with the square of the differences.
  it("that have nothing in common are gone through all the same, however long", () => {
    const left = Array.from({ length: 30_000 }, (_, at) => `l${at}`);
    const right = Array.from({ length: 30_000 }, (_, at) => `r${at}`);
    const matches = align([...left, "end"], [...right, "end"]);
    expect(matches).toHaveLength(60_001);
    expect(matches.at(-1)).toEqual([30_000, 30_000]);
  });
});
