import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { firstJsonObjectIn } from "#core/domain/scoring/find-json-object.ts";
import { scoreJsonFields } from "#core/domain/scoring/score-json-fields.ts";

const ORDER = { customer: "Ada", total: 0.3, items: [{ sku: "A1", quantity: 2 }], notes: null };

const CASES: ReadonlyArray<readonly [title: string, output: Json, right: readonly string[]]> = [
  ["the same object is right in all", ORDER, ["customer", "total", "items", "notes"]],
  ["as text it is too", JSON.stringify(ORDER), ["customer", "total", "items", "notes"]],
  [
    "in a code fence it is too",
    `\`\`\`json\n${JSON.stringify(ORDER, null, 2)}\n\`\`\``,
    ["customer", "total", "items", "notes"],
  ],
  [
    "between words it is too",
    `Here it is: ${JSON.stringify(ORDER)} Anything else?`,
    ["customer", "total", "items", "notes"],
  ],
  [
    "a sum of binary fractions is the same amount",
    { ...ORDER, total: 0.1 + 0.2 },
    ["customer", "total", "items", "notes"],
  ],
  ["another amount is not", { ...ORDER, total: 0.31 }, ["customer", "items", "notes"]],
  ["a number as text is another value", { ...ORDER, total: "0.3" }, ["customer", "items", "notes"]],
  [
    "a field that is missing is wrong even where null was expected",
    { customer: "Ada", total: 0.3, items: ORDER.items },
    ["customer", "total", "items"],
  ],
  [
    "a field that nobody expected costs nothing",
    { ...ORDER, colour: "red" },
    ["customer", "total", "items", "notes"],
  ],
  [
    "a nested field that nobody expected makes its list unequal",
    { ...ORDER, items: [{ sku: "A1", quantity: 2, unit: "piece" }] },
    ["customer", "total", "notes"],
  ],
  [
    "a list that is longer is unequal",
    { ...ORDER, items: [...ORDER.items, ...ORDER.items] },
    ["customer", "total", "notes"],
  ],
  [
    "an object where a list was expected is unequal",
    { ...ORDER, items: { 0: ORDER.items[0] as Json } },
    ["customer", "total", "notes"],
  ],
  ["no output is wrong in all", null, []],
  ["text without an object is wrong in all", "no order found", []],
  ["a list is wrong in all", [1], []],
];

describe("json-fields scorer", () => {
  it.each(CASES)("%s", (_title, output, right) => {
    const parts = Object.fromEntries(Object.keys(ORDER).map((key) => [key, right.includes(key) ? 1 : 0]));
    expect(scoreJsonFields(output, ORDER)).toEqual({
      value: right.length / 4,
      isCorrect: right.length === 4,
      parts,
    });
  });

  it("gives nothing for an expected value without fields, which would otherwise always be right", () => {
    const nothing = { value: 0, isCorrect: false, parts: {} };
    expect([scoreJsonFields({}, {}), scoreJsonFields("x", "x"), scoreJsonFields([], [])]).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
  });

  it("does not take a key of every object for a field", () => {
    expect(scoreJsonFields({}, { constructor: 1, toString: 2 }).value).toBe(0);
  });

  it("compares an output of any depth", () => {
    const deep = `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(scoreJsonFields(deep, { a: [[1]] })).toEqual({ value: 0, isCorrect: false, parts: { a: 0 } });
  });
});

const TEXTS: ReadonlyArray<readonly [title: string, text: string, object: Json]> = [
  ["the first of two is taken", '{"a":1} {"a":2}', { a: 1 }],
  ["braces in a string do not count", 'x {"a":"}{"} y', { a: "}{" }],
  ["an escaped quote does not end a string", '{"a":"\\"}"}', { a: '"}' }],
  ["what looks like one but is not is passed over whole", '{a: {"b":1}} {"c":2}', { c: 2 }],
  ["a brace that never closes is passed over", 'if { then {"a":1}', { a: 1 }],
  ["an object in a list is found", '[{"a":1}]', { a: 1 }],
  ["an object that was cut off is none", '{"a":1, "b":', null],
  ["there may be none", "plain", null],
];

describe("the first JSON object in a text", () => {
  it.each(TEXTS)("%s", (_title, text, object) => {
    expect(firstJsonObjectIn(text)).toEqual(object);
  });

  it("is looked for within bounds in a text of braces alone", () => {
    expect(firstJsonObjectIn("{".repeat(1_000_000))).toBeNull();
  });
});
