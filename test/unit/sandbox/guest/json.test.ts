import { describe, expect, it } from "vitest";
import { parseGuestJson } from "#core/sandbox/guest/json.ts";

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

const CASES: readonly (readonly [title: string, text: string, isSafe: boolean])[] = [
  ["a scalar", "1", true],
  ["an object with ordinary keys", '{"a": {"constructor": 1, "toString": null}}', true],
  ["nesting that recursive code can bear", nested(64), true],
  ["nesting that would overflow it", nested(65), false],
  ["nesting that only a parser without recursion survives", nested(100_000), false],
  ["a __proto__ key", '{"__proto__": {}}', false],
  ["a __proto__ key deep inside, written with an escape", '[{"a": [{"\\u005f_proto__": 1}]}]', false],
  ["text that is not JSON", "undefined", false],
  ["two documents", "1 2", false],
];

describe("JSON that a guest wrote", () => {
  it.each(CASES)("%s", (_title, text, isSafe) => {
    expect(parseGuestJson(text).ok).toBe(isSafe);
  });
});
