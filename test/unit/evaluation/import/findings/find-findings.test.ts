import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { Item, Scorer } from "#core/domain/dataset.ts";
import { findFindings } from "#core/evaluation/import/findings/find-findings.ts";
import type { Finds } from "#core/evaluation/import/findings/found.ts";

type Pair = readonly [input: Item["input"], expected: Json];

const EXACT: Scorer = { type: "exact" };

/** Kind, field and lines of all that is found; lines count from 1. */
function find(pairs: readonly Pair[], rest: Partial<Finds> = {}) {
  const items = pairs.map(([input, expected], at) => ({
    line: at + 1,
    item: { id: `i${at}`, input, expected, group: null, className: null, metadata: {} },
  }));
  const found = findFindings({ items, scorer: EXACT, twice: [], prompts: [], ...rest });
  return found.map(({ kind, field, lines }) => [kind, field, lines]);
}

const NAMES = ["Ada", "Grace", "Edsger", "Barbara", "Donald", "Alan", "Tony", "John", "Niklaus", "Leslie"];
const people = (more: (name: string, at: number) => Pair): readonly Pair[] => NAMES.map(more);

describe("[S43] what should be known of items", () => {
  it("is nothing where nothing is odd", () => {
    expect(find(people((name, at) => [`Who is number ${at}?`, name]))).toEqual([]);
    expect(
      find(people((name, at) => [{ question: `Who is ${at}?`, choices: NAMES.join(", ") }, name])),
    ).toEqual([]);
  });

  it("is an answer whose form its scorer hardly ever calls right", () => {
    const long = "It depends on what is meant, since ".repeat(6);
    const found = find([
      ["a", { c: 0 }],
      ["b", '{"c": 1}'],
      ["c", long],
      ["d", "plain"],
    ]);
    expect(found).toEqual([
      ["never-right", null, [1, 2]],
      ["never-right", null, [3]],
    ]);
    expect(
      find(
        [
          ["a", { c: 1 }],
          ["b", { c: 2 }],
        ],
        { scorer: { type: "json-fields" } },
      ),
    ).toEqual([]);
  });

  it("is numbers that are compared as text, and only where the exact scorer does it", () => {
    const sums: readonly Pair[] = [
      ["1+1", "2"],
      ["1+2", 3],
      ["2+2", "4 "],
      ["2.5+1", "3,5"],
    ];
    expect(find(sums)).toEqual([["numbers-as-text", null, [1, 2, 3, 4]]]);
    expect(find(sums, { scorer: { type: "numeric", tolerance: 0 } })).toEqual([]);
  });

  it("is a number among other answers, where it can be written in several ways", () => {
    const mixed: readonly Pair[] = [
      ["How much?", "31,0"],
      ["Where?", "Paris"],
      ["How many?", "7"],
      ["How far?", 2.5],
    ];
    expect(find(mixed)).toEqual([["numbers-as-text", null, [1, 4]]]);
  });

  // Code may compare with the input: the same check is right for another output each time.
  it("is not one answer for all where code decides", () => {
    const check = { checks: [{ type: "javascript", value: "output === context.vars.want" }] };
    const set = { checks: [{ type: "set", checks: check.checks }] };
    for (const list of [check, set])
      expect(
        find(
          people((name) => [name, list]),
          { scorer: { type: "checks" } },
        ),
      ).toEqual([]);
    expect(
      find(
        people((name) => [name, "x"]),
        { scorer: { type: "code", code: "return 1" } },
      ),
    ).toEqual([]);
    const plain = { checks: [{ type: "contains", value: "x" }] };
    expect(
      find(
        people((name) => [name, plain]),
        { scorer: { type: "checks" } },
      ),
    ).toEqual([["one-answer", null, NAMES.map((_, at) => at + 1)]]);
  });

  it("is a pattern that nothing fails", () => {
    expect(
      find(
        [
          ["a", "yes|no|"],
          ["b", "^x+$"],
        ],
        { scorer: { type: "regex", flags: "" } },
      ),
    ).toEqual([["always-right", null, [1]]]);
  });

  it("is an answer in a field of its own, or on a line that says so", () => {
    const key = (name: string, at: number): Pair => [
      { question: `Who is ${at}?`, key: ` ${name.toUpperCase()}` },
      name,
    ];
    expect(find(people(key))).toEqual([["leak", "key", NAMES.map((_, at) => at + 1)]]);
    expect(
      find([
        [{ q: "Capital?", note: "Addis Ababa, Ethiopia" }, "Addis Ababa, Ethiopia"],
        ["Which?", "b"],
        ["?", "c"],
      ]),
    ).toEqual([["leak", "note", [1]]]);
    expect(
      find([
        ["What is 2+2?\nAnswer: 4.", "4"],
        ["What is 2+3?\nAnswer:", "5"],
      ]),
    ).toEqual([
      ["numbers-as-text", null, [1, 2]],
      ["leak", null, [1]],
    ]);
  });

  it("is no leak where a short answer stands elsewhere by chance, or among choices", () => {
    const counts = Array.from({ length: 10 }, (_, at): Pair => [
      { question: `How many, ${at}?`, level: String(at % 3) },
      String(at % 4),
    ]);
    expect(find(counts, { scorer: { type: "numeric", tolerance: 0 } })).toEqual([]);
    expect(find(people((name, at) => [`${name} or Bob, question ${at}?`, name]))).toEqual([]);
  });

  it("is the same input with different answers, and copies apart from them", () => {
    expect(
      find([
        ["a", "x"],
        ["a", "y"],
        ["b", "z"],
        ["b", "z"],
        ["c", "w"],
      ]),
    ).toEqual([
      ["contradiction", null, [1, 2]],
      ["repeated", null, [3, 4]],
    ]);
    const twice = [
      { line: 9, earlier: 1, agrees: false },
      { line: 8, earlier: 2, agrees: true },
    ];
    expect(
      find(
        [
          ["a", "x"],
          ["b", "y"],
        ],
        { twice },
      ),
    ).toEqual([["contradiction", null, [1, 9]]]);
  });

  it("is one answer for all, or for most", () => {
    expect(
      find([
        ["a", "yes"],
        ["b", " yes"],
      ]),
    ).toEqual([["one-answer", null, [1, 2]]]);
    const most = people((_, at) => [`q${at}`, at === 3 ? "no" : "yes"]);
    expect(find(most)).toEqual([["lopsided", null, [1, 2, 3, 5, 6, 7, 8, 9, 10]]]);
    expect(find([["a", "yes"]])).toEqual([]);
  });

  it("is a part of the input that reaches no place, and a place that stays empty", () => {
    const prompt = { agent: "agent/solver", slots: ["question"] };
    const items: readonly Pair[] = [
      [{ question: "a", choices: "1, 2" }, "x"],
      [{ task: "b" }, "y"],
      ["c", "z"],
    ];
    expect(find(items, { prompts: [{ agent: "agent/desk", slots: ["message"] }, prompt] })).toEqual([
      ["unplaced", "choices", [1]],
      ["unplaced", "task", [2]],
      ["unfilled", "question", [2]],
    ]);
    expect(
      find(
        [
          ["c", "z"],
          ["d", "w"],
        ],
        { prompts: [{ agent: "agent/two", slots: ["a", "b"] }] },
      ),
    ).toEqual([["unplaced", null, [1, 2]]]);
  });

  it("is told with its count, and no more lines than are read", () => {
    const many = Array.from({ length: 300 }, (_, at): Pair => [`q${at}`, "yes"]);
    const items = many.map(([input, expected], at) => ({
      line: at + 1,
      item: { id: `i${at}`, input, expected, group: null, className: null, metadata: {} },
    }));
    const [found] = findFindings({ items, scorer: EXACT, twice: [], prompts: [] });
    expect(found).toMatchObject({
      kind: "one-answer",
      count: 300,
      reason: expect.stringContaining("All 300 items"),
    });
    expect(found?.lines).toHaveLength(100);
  });
});
