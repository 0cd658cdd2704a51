import { describe, expect, it } from "vitest";
import { similarityOf, wordsOfEdit } from "#core/domain/edit-similarity.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { assertDefined } from "#core/base/assert.ts";
import { promptWith } from "#test/support/contents.ts";

const HEAD = "House rules: Be exact.";

function wordsOf(after: string, before = HEAD, resource = "prompt/clerk") {
  const [old, fresh] = [before, after].map((text) => {
    const parsed = parseContent("prompt", promptWith(text));
    return parsed.ok ? parsed.value : undefined;
  });
  return wordsOfEdit([
    { resource, before: assertDefined(old, "before"), after: assertDefined(fresh, "after") },
  ]);
}

const RULE = "Write amounts in dozens as packs of twelve.";

describe("how alike two edits are", () => {
  const rows: ReadonlyArray<readonly [what: string, after: string, from: number, to: number]> = [
    ["the same words", `${HEAD} ${RULE}`, 1, 1],
    ["other spaces, case and signs", `${HEAD}\n- write amounts in DOZENS as packs, of twelve`, 1, 1],
    ["one word of eight reworded", `${HEAD} Write amounts in dozens as boxes of twelve.`, 0.8, 0.9],
    ["one more sentence beside it", `${HEAD} ${RULE} Never guess a currency.`, 0.6, 0.85],
    ["another rule", `${HEAD} Dates on a weekend move to Monday.`, 0, 0.2],
    ["nothing", HEAD, 0, 0],
  ];
  it.each(rows)("%s", (_what, after, from, to) => {
    const similarity = similarityOf(wordsOf(`${HEAD} ${RULE}`), wordsOf(after));
    expect(similarity).toBeGreaterThanOrEqual(from);
    expect(similarity).toBeLessThanOrEqual(to);
  });

  it("taking a sentence out is not adding it, and another resource is another place", () => {
    const added = wordsOf(`${HEAD} ${RULE}`);
    expect(similarityOf(added, wordsOf(HEAD, `${HEAD} ${RULE}`))).toBe(0);
    expect(similarityOf(added, wordsOf(`${HEAD} ${RULE}`, HEAD, "prompt/solver"))).toBe(0);
  });
});
