import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import { fitsStrictOutput } from "#core/models/openai/schema.ts";

const closed = (properties: Json, required: readonly string[]): Json => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const TEXT = { type: "string" };

const CASES: readonly (readonly [title: string, schema: Json, expected: boolean])[] = [
  ["a closed object with all its properties required fits", closed({ a: TEXT }, ["a"]), true],
  [
    "an object that allows more does not",
    { type: "object", properties: { a: TEXT }, required: ["a"] },
    false,
  ],
  ["an optional property does not", closed({ a: TEXT, b: TEXT }, ["a"]), false],
  ["a free map does not", { type: "object", additionalProperties: TEXT }, false],
  [
    "a list of closed objects inside fits",
    closed({ a: { type: "array", items: closed({}, []) } }, ["a"]),
    true,
  ],
  [
    "an open object inside a list does not",
    closed({ a: { type: "array", items: { type: "object" } } }, ["a"]),
    false,
  ],
  [
    "an open object that may also be null does not",
    closed({ a: { type: ["object", "null"] } }, ["a"]),
    false,
  ],
  [
    "an open object among the definitions does not",
    { ...(closed({}, []) as object), $defs: { x: { type: "object" } } },
    false,
  ],
  ["a choice of closed ones inside fits", closed({ a: { anyOf: [TEXT, { type: "null" }] } }, ["a"]), true],
  ["a choice with an open one does not", closed({ a: { anyOf: [TEXT, { type: "object" }] } }, ["a"]), false],
  ["a choice at the root does not", { ...(closed({}, []) as object), anyOf: [closed({}, [])] }, false],
  ["a keyword that strict output lacks does not", closed({ a: { allOf: [TEXT] } }, ["a"]), false],
  ["a list at the root does not", { type: "array", items: TEXT }, false],
  ["true does not", true, false],
];

describe("strict structured output", () => {
  it.each(CASES)("%s", (_title, schema, expected) => {
    expect(fitsStrictOutput(schema)).toBe(expected);
  });
});
