import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { ConventionId } from "#core/practice/model/conventions.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import type { Subject } from "#core/practice/model/statements/patterns.ts";
import { wordBriefly, wordStatement, wordVaguely } from "#core/practice/model/statements/word-statement.ts";
import { WORDINGS } from "#core/practice/model/statements/wordings.ts";

const read = (text: string): readonly string[] =>
  recogniseStatements(text).map(({ convention, choice }) => `${convention}/${choice}`);

const ROWS = Object.entries(WORDINGS).flatMap(([subject, choices]) =>
  Object.entries(choices).map(([choice, wordings]) => [subject as Subject, choice, wordings] as const),
);

describe("what the stand-in writes it also understands", () => {
  it.each(ROWS)("%s/%s", (subject, choice, wordings) => {
    expect(wordings.map(read)).toEqual(wordings.map(() => [`${subject}/${choice}`]));
    expect(read(wordBriefly(subject, choice))).toEqual([`${subject}/${choice}`]);
  });

  it("words every choice there is", () => {
    const ids = Object.keys(CONVENTIONS) as ConventionId[];
    expect(ids.map((id) => Object.keys(WORDINGS[id]))).toEqual(ids.map((id) => [...CONVENTIONS[id]]));
  });
});

it("wordings vary with the key and repeat with it", () => {
  const wordings = Array.from({ length: 30 }, (_, key) =>
    wordStatement("rounding", "down", keyedRandom("wording", key)),
  );
  expect(new Set(wordings).size).toBeGreaterThan(1);
  expect(wordStatement("rounding", "down", keyedRandom("wording", 4))).toBe(wordings[4]);
});

it.each(Object.keys(CONVENTIONS) as ConventionId[])("a vague sentence about %s says no choice", (id) => {
  expect(read(wordVaguely(id))).toEqual([`${id}/null`]);
});
