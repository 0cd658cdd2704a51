import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { findSchemaProblem, validateJson } from "#core/tools/validate-json.ts";

const LINE = {
  type: "object",
  properties: {
    sku: { type: "string" },
    quantity: { type: "integer", minimum: 1 },
    unit: { enum: ["piece", "box"] },
  },
  required: ["sku", "quantity"],
  additionalProperties: false,
};
const ORDER = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: { lines: { type: "array", items: { $ref: "#/$defs/line" } } },
  required: ["lines"],
  $defs: { line: LINE },
};

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 1; level < depth; level += 1) value = [value];
  return value;
}

const CASES: ReadonlyArray<readonly [title: string, schema: Json, value: Json, expected: string]> = [
  ["a value of the right form passes", ORDER, { lines: [{ sku: "a", quantity: 2, unit: "box" }] }, "ok"],
  [
    "a wrong type is named with its place",
    ORDER,
    { lines: [{ sku: "a", quantity: "2" }] },
    "/lines/0/quantity must be integer",
  ],
  ["numbers in text are not taken for numbers", { type: "number" }, "2", "the value must be number"],
  [
    "defaults are not filled in",
    { required: ["a"], properties: { a: { default: 1 } } },
    {},
    "the value must have required property 'a'",
  ],
  ["what is missing is named", ORDER, {}, "the value must have required property 'lines'"],
  [
    "what is too much is named",
    LINE,
    { sku: "a", quantity: 1, qty: 2 },
    'the value must not have the property "qty"',
  ],
  [
    "the allowed values are listed",
    LINE,
    { sku: "a", quantity: 1, unit: "crate" },
    '/unit must be one of ["piece","box"]',
  ],
  ["a constant is shown", { const: { a: 1 } }, 2, 'the value must be {"a":1}'],
  [
    "2020-12 is spoken",
    { prefixItems: [{ type: "number" }], items: false },
    [1, 2],
    "the value must NOT have more than 1 items",
  ],
  [
    "several faults are told at once, but not all of many",
    { items: { type: "integer" } },
    ["a", "b", "c", "d", "e", "f", "g"],
    "/0 must be integer; /1 must be integer; /2 must be integer; /3 must be integer; /4 must be integer; and 2 more",
  ],
  ["true takes anything", true, { a: [1] }, "ok"],
  ["false takes nothing", false, 1, "the value boolean schema is false"],
  [
    "inherited properties satisfy nothing",
    { type: "object", required: ["constructor", "toString"] },
    {},
    "the value must have required property 'constructor'; the value must have required property 'toString'",
  ],
  [
    "an own property called constructor does",
    { type: "object", required: ["constructor"] },
    { constructor: 1 },
    "ok",
  ],
  [
    "a smuggled prototype is a property too many",
    LINE,
    JSON.parse('{"sku":"a","quantity":1,"__proto__":{"unit":"x"}}') as Json,
    'the value must not have the property "__proto__"',
  ],
  [
    "a long name is cut in the message",
    LINE,
    { sku: "a", quantity: 1, ["x".repeat(5000)]: 1 },
    `the value must not have the property "${"x".repeat(118)}…`,
  ],
  ["64 levels are looked at", true, nested(64), "ok"],
  ["65 levels are refused before the schema", true, nested(65), "it is nested deeper than 64 levels"],
  ["100,000 levels are refused too", true, nested(100_000), "it is nested deeper than 64 levels"],
  [
    "many values are refused before a quadratic keyword",
    { uniqueItems: true },
    Array.from({ length: 20_000 }, (_, at) => [at]),
    "it holds more than 20000 values",
  ],
  ["a huge text is refused", true, "x".repeat(4_000_001), "it holds more than 4000000 characters"],
  ["huge names are refused", true, { ["x".repeat(4_000_001)]: 1 }, "it holds more than 4000000 characters"],
  [
    "half a surrogate pair is refused, for it could not be recorded",
    true,
    { a: ["x\ud800"] },
    "it holds text that is not valid Unicode",
  ],
  [
    "half a surrogate pair in a name is too",
    true,
    { "\udc00": 1 },
    "it holds text that is not valid Unicode",
  ],
  [
    "a number that overflowed is refused",
    true,
    JSON.parse('{"a": 1e999}') as Json,
    "it holds a number that is too large",
  ],
  ["an unknown format says nothing", { format: "no-such-format" }, "x", "ok"],
];

it.each(CASES)("%s", (_title, schema, value, expected) => {
  const before = JSON.stringify(schema);
  const result = validateJson(schema, value);
  expect(result.ok ? "ok" : result.error).toBe(expected);
  expect(JSON.stringify(schema)).toBe(before);
});

describe("a schema that cannot be used", () => {
  const SCHEMAS: ReadonlyArray<readonly [title: string, schema: Json, problem: RegExp]> = [
    ["is no schema at all", "object", /an object or a boolean/],
    ["is a list", [], /an object or a boolean/],
    ["has a keyword of the wrong form", { type: "strnig" }, /\/type must be/],
    ["has a pattern that is no expression", { pattern: "(" }, /regular expression/i],
    ["refers to nothing", { $ref: "#/$defs/missing" }, /can't resolve reference/],
    [
      "refers to another place in the world",
      { $ref: "https://example.com/schema.json" },
      /can't resolve reference/,
    ],
    [
      "belongs to another dialect",
      { $schema: "http://json-schema.org/draft-04/schema#" },
      /no schema with key or ref/,
    ],
    ["would answer with a promise, which passes for yes", { $async: true, type: "string" }, /\$async/],
  ];

  it.each(SCHEMAS)("is found and lets nothing pass when it %s", (_title, schema, problem) => {
    expect(findSchemaProblem(schema)).toMatch(problem);
    const result = validateJson(schema, "x");
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining("not usable") });
  });

  it("lets nothing pass when it recurses without end", () => {
    expect(validateJson({ $ref: "#" }, 1)).toMatchObject({ ok: false });
  });

  it("does not keep two tools from using the same $id, nor lets one see the other's", () => {
    const first = { $id: "https://example.com/args", type: "string" };
    const second = { $id: "https://example.com/args", type: "number" };
    expect(validateJson(first, "x").ok).toBe(true);
    expect(validateJson(second, 1).ok).toBe(true);
    expect(validateJson(second, "x").ok).toBe(false);
    expect(findSchemaProblem({ $ref: "https://example.com/args" })).toMatch(/can't resolve/);
  });
});

it("more schemas than are kept still give the right answers", () => {
  const answers = Array.from({ length: 600 }, (_, at) => validateJson({ const: at % 300 }, at % 300).ok);
  expect(new Set(answers)).toEqual(new Set([true]));
  expect(validateJson({ const: 1 }, 2).ok).toBe(false);
});
