import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "#core/base/json.ts";
import { chooseFields, fieldOf, listFields } from "#core/evaluation/formats/fields.ts";
import { toItems, type ItemPlan } from "#core/evaluation/import/items.ts";

const PLAN: ItemPlan = {
  input: ["q"],
  answer: "a",
  answerPattern: null,
  scorer: { type: "exact" },
  group: null,
  className: null,
};

async function read(record: JsonObject, plan: Partial<ItemPlan>): Promise<unknown> {
  const [entry] = await toItems([{ line: 7, record }], { ...PLAN, ...plan });
  if (entry === undefined || "reason" in entry) return entry?.reason;
  const { id: _id, metadata: _metadata, group: _group, className: _class, ...item } = entry.item;
  return item;
}

const ITEMS: ReadonlyArray<
  readonly [title: string, record: JsonObject, plan: Partial<ItemPlan>, outcome: unknown]
> = [
  ["a text field is the input as it stands", { q: " x\n", a: "1" }, {}, { input: " x\n", expected: "1" }],
  ["a number is its text as input, and itself as answer", { q: 5, a: 6 }, {}, { input: "5", expected: 6 }],
  [
    "an object is named values",
    { q: { one: "x", two: 2, three: null, four: [1] }, a: true },
    {},
    { input: { one: "x", two: "2", three: "", four: "[1]" }, expected: true },
  ],
  [
    "checks with code read what is no text as it was written",
    {
      q: { one: "x", two: 2, four: [true] },
      a: { checks: [{ type: "javascript", value: "1" }], vars: { four: 4 } },
    },
    { scorer: { type: "checks" } },
    {
      input: { one: "x", two: "2", four: "[true]" },
      expected: { checks: [{ type: "javascript", value: "1" }], vars: { two: 2, four: 4 } },
    },
  ],
  [
    "checks without code stay as they are",
    { q: { two: 2 }, a: { checks: [{ type: "contains", value: "1" }] } },
    { scorer: { type: "checks" } },
    { input: { two: "2" }, expected: { checks: [{ type: "contains", value: "1" }] } },
  ],
  [
    "several fields are named values",
    { q: "x", r: 2, a: "1" },
    { input: ["q", "r"] },
    { input: { q: "x", r: "2" }, expected: "1" },
  ],
  [
    "a nested field goes by its last name",
    { d: { q: "x", r: "y" }, a: "1" },
    { input: ["d.q", "d.r"] },
    { input: { q: "x", r: "y" }, expected: "1" },
  ],
  [
    "a nested field can be the whole input",
    { d: { q: "x" }, o: [{ a: 1 }] },
    { input: ["d.q"], answer: "o.0.a" },
    { input: "x", expected: 1 },
  ],
  [
    "a pattern picks the answer out",
    { q: "x", a: "so\n#### 1,200 \n" },
    { answerPattern: /#### *(.+)$/ },
    { input: "x", expected: "1,200" },
  ],
  [
    "a pattern reads a number as text",
    { q: "x", a: 12 },
    { answerPattern: /^(\d)/ },
    { input: "x", expected: "1" },
  ],
  ["a missing input is reported", { a: "1" }, {}, 'it has no field "q"'],
  [
    "one of several missing inputs is reported",
    { q: "x", a: "1" },
    { input: ["q", "r"] },
    'it has no field "r"',
  ],
  ["a null input is reported", { q: null, a: "1" }, {}, 'it has no field "q"'],
  ["an empty input is reported", { q: " ", a: "1" }, {}, 'its field "q" is empty'],
  ["named values that are all empty are reported", { q: {}, a: "1" }, {}, "its input is empty"],
  ["a missing answer is reported", { q: "x" }, {}, 'it has no field "a"'],
  [
    "an answer the pattern does not fit is reported",
    { q: "x", a: "none" },
    { answerPattern: /#### *(.+)$/ },
    "the answer pattern finds nothing in its answer",
  ],
  [
    "a group that took no part is nothing",
    { q: "x", a: "b" },
    { answerPattern: /(a)?b/ },
    "the answer pattern finds nothing in its answer",
  ],
  [
    "half a character is no answer",
    { q: "x", a: "\u{1f600}" },
    { answerPattern: /(.)/ },
    "the answer pattern cuts a character of its answer in two",
  ],
  [
    "an answer its scorer cannot use is reported",
    { q: "x", a: "eight" },
    { scorer: { type: "numeric", tolerance: 0 } },
    'its answer ends with "eight", which cannot be read as a number for sure: write it as 1234.5',
  ],
  [
    "what looks like a key is never kept",
    { q: `sk-${"x".repeat(24)}`, a: "1" },
    {},
    "it holds what looks like an OpenAI-style key, which is never kept",
  ],
  [
    "a field called __proto__ in a task is reported",
    JSON.parse('{"q":{"__proto__":"x","r":"y"},"a":"1"}') as JsonObject,
    {},
    "one of its fields is called __proto__",
  ],
  [
    "and so is one in an answer",
    JSON.parse('{"q":"x","a":[{"__proto__":"x"}]}') as JsonObject,
    {},
    "one of its fields is called __proto__",
  ],
  [
    "and one that a table has as its only column for the task",
    JSON.parse('{"__proto__":"x","a":"1"}') as JsonObject,
    { input: ["__proto__", "a"] },
    "one of its fields is called __proto__",
  ],
  [
    "an inherited name is no field",
    { q: "x", a: "1" },
    { input: ["toString"] },
    'it has no field "toString"',
  ],
];

describe("a record becomes an item", () => {
  it.each(ITEMS)("%s", async (_title, record, plan, outcome) => {
    expect(await read(record, plan)).toEqual(outcome);
  });

  const IDS: ReadonlyArray<readonly [id: Json, outcome: string]> = [
    ["q-1", "q-1"],
    [17, "17"],
    [" q-1 ", "q-1"],
    ["", "its id is empty"],
    [true, "its id is not text or a number"],
    ["a\u0000b", "its id holds control characters"],
    ["x".repeat(201), "its id is longer than 200 characters"],
  ];

  it.each(IDS)("its id %j becomes %j", async (id, outcome) => {
    const [entry] = await toItems([{ line: 1, record: { id, q: "x", a: "1" } }], PLAN);
    expect(entry !== undefined && "item" in entry ? entry.item.id : entry?.reason).toBe(outcome);
  });

  it.each([
    ["a", { a: "12345678901234567890" }, "12345678901234567890"],
    ["a", { a: { n: "12345678901234567890" } }, 'a number in its field "a" has more digits than are kept'],
    ["a.b", { a: { b: ["1e-400"] } }, 'a number in its field "a.b" has more digits than are kept'],
    ["a.b", { a: { b: "12345678901234567890" } }, "12345678901234567890"],
    ["c", { a: { b: "1e-400" }, c: { d: 1 } }, { d: 1 }],
  ])(
    "an answer in %s whose number became text is kept, or reported where it stands in an object",
    async (answer, record, outcome) => {
      const row = { line: 1, record: { q: "x", ...record }, respelled: ["a"] };
      const [entry] = await toItems([row], { ...PLAN, answer });
      expect(entry !== undefined && "item" in entry ? entry.item.expected : entry?.reason).toEqual(outcome);
    },
  );

  it("without an id it gets one from its input, which moving lines does not change", async () => {
    const idOf = async (line: number, record: JsonObject) => {
      const [entry] = await toItems([{ line, record }], PLAN);
      return entry !== undefined && "item" in entry ? entry.item.id : null;
    };
    expect(await idOf(1, { q: "x", a: "1" })).toMatch(/^item-[0-9a-f]{16}$/);
    expect(await idOf(9, { a: "1", q: "x" })).toBe(await idOf(1, { q: "x", a: "1" }));
    expect(await idOf(1, { q: "y", a: "1" })).not.toBe(await idOf(1, { q: "x", a: "1" }));
  });

  it("its group, class and line are kept, an empty label as none", async () => {
    const rows = [
      { line: 3, record: { q: "x", a: "1", g: " one ", m: { c: 5 } } },
      { line: 4, record: { q: "y", a: "1", g: "" } },
    ];
    const entries = await toItems(rows, { ...PLAN, group: "g", className: "m.c" });
    expect(entries.map((entry) => ("item" in entry ? entry.item : entry))).toEqual([
      expect.objectContaining({ group: "one", className: "5", metadata: { line: 3 } }),
      expect.objectContaining({ group: null, className: null, metadata: { line: 4 } }),
    ]);
  });

  it("a pattern that is slow on one answer costs that item alone", async () => {
    const slow = `${"a".repeat(60)}!`;
    const rows = ["b", slow, "aab"].map((a, at) => ({ line: at + 1, record: { q: `x${at}`, a } }));
    const entries = await toItems(rows, { ...PLAN, answerPattern: /^((?:a+)+b|b)$/ });
    expect(entries.map((entry) => ("item" in entry ? entry.item.expected : entry.reason))).toEqual([
      "b",
      "the answer pattern takes too long on its answer",
      "aab",
    ]);
  });

  it("a pattern that is slow on four costs those four; on a fifth it is refused", async () => {
    const rowsWith = (slow: number) =>
      Array.from({ length: slow + 1 }, (_, at) => ({
        line: at,
        record: { q: `x${at}`, a: at === 0 ? "b" : `${"a".repeat(60)}!` },
      }));
    const plan = { ...PLAN, answerPattern: /^((?:a+)+b|b)$/ };
    const entries = await toItems(rowsWith(4), plan);
    expect(entries.map((entry) => "item" in entry)).toEqual([true, false, false, false, false]);
    await expect(toItems(rowsWith(5), plan)).rejects.toMatchObject({ code: "usage" });
  });

  it("a pattern that is slow on many is refused, and is not tried on all of them", async () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({
      line: at,
      record: { q: `x${at}`, a: `${"a".repeat(60)}!` },
    }));
    const startedAt = Date.now();
    await expect(toItems(rows, { ...PLAN, answerPattern: /^((?:a+)+b)$/ })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("^((?:a+)+b)$"),
    });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

describe("fields", () => {
  it.each([
    ["a key with a dot goes before a path", { "a.b": 1, a: { b: 2 } }, "a.b", 1],
    ["a path goes into objects and lists", { a: [{ b: 2 }] }, "a.0.b", 2],
    ["a path through a text leads nowhere", { a: "bc" }, "a.length", undefined],
    ["a path past the end of a list leads nowhere", { a: [1] }, "a.1", undefined],
    ["what every object has is no field", {}, "constructor", undefined],
  ])("%s", (_title, record: JsonObject, path, value) => {
    expect(fieldOf(record, path)).toBe(value);
  });

  it("are listed in order of appearance, nested ones by their path", () => {
    expect(
      listFields([
        { q: 1, d: { r: { s: { t: { u: 1 } } } } },
        { q: 1, a: [{ x: 1 }] },
      ]),
    ).toEqual(["q", "d", "d.r", "d.r.s", "d.r.s.t", "a"]);
  });

  it.each([
    ["input", ["input", "question", "prompt", "task", "text", "vars"]],
    ["answer", ["expected", "answer", "expected_output", "output", "target", "label"]],
  ] as const)("every likely name of an %s is guessed, the likelier first", (which, names) => {
    const guess = (columns: readonly string[]): string | undefined =>
      [chooseFields(columns, {})[which]].flat()[0] ?? undefined;
    expect(names.map((name) => guess(["id", name]))).toEqual(names);
    expect(names.map((_name, at) => guess(names.slice(at).toReversed()))).toEqual(names);
  });

  it.each([
    ["question", "ideal"],
    ["Frage", "Lösung"],
    ["Frage", "Betrag"],
    ["AUFGABE", " Antwort "],
    ["question", "Réponse"],
    ["Pregunta", "Solucio\u0301n"],
    ["Question", "Answer"],
  ])("are guessed in other words, languages and letter cases: %s, %s", (input, answer) => {
    expect(chooseFields(["Nr", answer, input], {})).toEqual({ input: [input], answer });
  });

  it("are guessed by name where they were not named", () => {
    expect([
      chooseFields(["id", "question", "answer"], {}),
      chooseFields(["question", "input", "label"], {}),
      chooseFields(["x", "answer"], { input: ["x"] }),
      chooseFields(["x", "y"], {}),
    ]).toEqual([
      { input: ["question"], answer: "answer" },
      { input: ["input"], answer: "label" },
      { input: ["x"], answer: "answer" },
      { input: null, answer: null },
    ]);
  });
});

const SPOILED: ReadonlyArray<readonly [cells: JsonObject, plan: Partial<ItemPlan>, reason: string | null]> = [
  [{ q: "#N/A", a: "1" }, {}, 'in "q" stands #N/A, which a spreadsheet writes where a formula failed'],
  [{ q: "x", a: "#WERT!" }, {}, 'in "a" stands #WERT!, which a spreadsheet writes where a formula failed'],
  [
    { id: "1.23E+15", q: "x", a: "1" },
    {},
    'in "id" stands 1.23E+15, a number that a spreadsheet shortened: its digits are lost',
  ],
  [
    { g: "1,2E+11", q: "x", a: "1" },
    { group: "g" },
    'in "g" stands 1,2E+11, a number that a spreadsheet shortened: its digits are lost',
  ],
  [{ q: "x", a: "1.23E+15" }, {}, null],
  [{ q: "x", a: "1", note: "#REF!" }, {}, null],
];

it.each(SPOILED)(
  "[S30] of cells %j, a spoiled one is no part of an item: %j, %s",
  async (record, plan, reason) => {
    const row = { line: 7, record, spoiled: Object.keys(record) };
    const [entry] = await toItems([row], { ...PLAN, ...plan });
    expect(entry !== undefined && "reason" in entry ? entry.reason : null).toBe(reason);
  },
);
