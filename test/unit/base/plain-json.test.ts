import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { toPlainJson } from "#core/base/plain-json.ts";

function placeOf(value: unknown): string {
  const plain = toPlainJson(value);
  return plain.ok ? "fine" : `${plain.error.path}: ${plain.error.problem}`;
}

const cycle: { self?: unknown } = {};
cycle.self = cycle;

describe("[R2] what is not JSON is named by its place", () => {
  it.each<readonly [what: string, value: unknown, where: string]>([
    ["undefined", { a: [undefined] }, "/a/0: a value of type undefined is not JSON"],
    ["a function", { a: () => 1 }, "/a: a value of type function is not JSON"],
    ["a symbol", Symbol("s"), ": a value of type symbol is not JSON"],
    ["a bigint", [1n], "/0: a value of type bigint is not JSON"],
    ["not a number", { n: NaN }, "/n: NaN is no JSON number"],
    ["infinity", [-Infinity], "/0: -Infinity is no JSON number"],
    ["a date", { at: new Date(0) }, "/at: only plain objects are JSON"],
    ["a map", new Map([["a", 1]]), ": only plain objects are JSON"],
    ["an instance", new (class Foo {})(), ": only plain objects are JSON"],
    ["a hole in a list", [1, , 3], "/1: a value of type undefined is not JSON"],
    ["half a surrogate pair", { text: "a\ud800" }, "/text: the text holds half of a character"],
    ["half a surrogate pair as a name", { "\udc00": 1 }, ": a field's name holds half of a character"],
    [
      "a field __proto__",
      JSON.parse('{"a":{"__proto__":{"x":1}}}'),
      "/a/__proto__: a field may not be called __proto__",
    ],
    ["a cycle", cycle, `${"/self".repeat(100)}: it is nested deeper than 100 levels`],
  ])("%s", (_what, value, where) => {
    expect(placeOf(value)).toBe(where);
  });

  it("names that only look dangerous are names", () => {
    const value = JSON.parse('{"constructor":{"prototype":1},"toString":[],"hasOwnProperty":null}');
    expect(toPlainJson(value)).toEqual({ ok: true, value });
  });

  it("an accessor is asked once: what was checked is what is kept", () => {
    let asked = 0;
    const sly = {
      get text() {
        asked += 1;
        return asked === 1 ? "harmless" : "sk-secret";
      },
    };
    expect(toPlainJson(sly)).toEqual({ ok: true, value: { text: "harmless" } });
    expect(asked).toBe(1);
  });

  it("every JSON value passes unchanged, as a copy, and has a canonical form", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6, noUnicodeString: false }), (text) => {
        const value: unknown = JSON.parse(text);
        const plain = toPlainJson(value);
        // fast-check's strings may hold lone surrogates and keys may be __proto__: refused, never altered.
        if (plain.ok)
          expect([JSON.stringify(plain.value), canonicalJson(plain.value) !== ""]).toEqual([
            JSON.stringify(value),
            true,
          ]);
        else expect(plain.error.problem).toMatch(/half of a character|__proto__/);
      }),
    );
  });
});
