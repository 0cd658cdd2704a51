import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeIssues, wordIssue } from "#core/base/word-issue.ts";

const form = z.strictObject({
  name: z.string().min(1).max(5).optional(),
  n: z.int().min(1).max(64).optional(),
  share: z.number().gt(0).lt(1).optional(),
  list: z.array(z.string()).min(2).optional(),
  kind: z.enum(["prompt", "agent"]).optional(),
  is: z.boolean().optional(),
  at: z.url().optional(),
  either: z.union([z.string(), z.number()]).optional(),
  named: z
    .record(z.string().regex(/^[a-z]+$/, { message: "a name has small letters" }), z.string())
    .optional(),
  own: z.int({ error: "a number of one's own words" }).optional(),
});

const CASES: readonly (readonly [given: object, words: string])[] = [
  [{ n: 0 }, "n: must be 1 or more, not 0"],
  [{ n: 65 }, "n: must be 64 or less, not 65"],
  [{ n: 1.5 }, "n: must be a whole number, not 1.5"],
  [{ n: "many" }, 'n: must be a number, not "many"'],
  [{ share: 0 }, "share: must be more than 0, not 0"],
  [{ share: 1 }, "share: must be less than 1, not 1"],
  [{ name: "" }, 'name: must not be empty, not ""'],
  [{ name: "much too long" }, 'name: must have at most 5 characters, not "much too long"'],
  [{ name: 4 }, "name: must be text, not 4"],
  [{ list: ["a"] }, "list: must have at least 2 entries"],
  [{ kind: "promt" }, 'kind: must be one of prompt, agent, not "promt"; did you mean prompt?'],
  [{ is: "yes" }, 'is: must be true or false, not "yes"'],
  [{ at: "nowhere" }, "at: must be an address, such as https://host/v1"],
  [{ either: true }, "either: has none of the forms that it may have"],
  [{ named: { B: "x" } }, "named.B: a name has small letters"],
  [{ own: "x" }, "own: a number of one's own words"],
  [{ nmae: 1 }, 'there is no "nmae" here; did you mean "name"?'],
];

describe("[C26] what a schema found, in words", () => {
  it.each(CASES)("%j", (given, words) => {
    const parsed = form.safeParse(given, { error: wordIssue });
    expect(describeIssues(parsed.error?.issues ?? [])).toBe(words);
  });

  it.each(CASES)("%j, as it comes over a wire: without who raised it and what was given", (given, words) => {
    const issues = JSON.parse(JSON.stringify(form.safeParse(given).error?.issues)) as [];
    const said = describeIssues(issues);
    expect(said).not.toMatch(/Too (small|big)|Invalid|Unrecognized|expected/);
    expect(words.startsWith(said.replace(/;.*/, ""))).toBe(true);
  });

  it("stands under the place that it is of", () => {
    const parsed = form.safeParse({ n: 0 }, { error: wordIssue });
    expect(describeIssues(parsed.error?.issues ?? [], ["session"])).toBe(
      "session.n: must be 1 or more, not 0",
    );
  });

  it("a field that is missing is", () => {
    const parsed = z.object({ a: z.string() }).safeParse({}, { error: wordIssue });
    expect(describeIssues(parsed.error?.issues ?? [])).toBe("a: is missing");
  });
});
