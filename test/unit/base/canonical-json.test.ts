import fc from "fast-check";
import { describe, expect, it } from "vitest";
import canonicalize from "canonicalize";
import { canonicalJson } from "#core/base/canonical-json.ts";
import { hashJson, sha256 } from "#core/base/hash.ts";

describe("[V1] the canonical form of RFC 8785", () => {
  it.each<readonly [what: string, value: unknown, form: string]>([
    // Section 3.2.2 and 3.2.3 of the RFC.
    [
      "numbers as ECMAScript writes them",
      [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0],
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    ],
    ["text with the shortest escapes", '€$\u000F\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [
      "fields by UTF-16 units",
      { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ["nothing in between", { b: [1, { d: null, c: true }], a: "" }, '{"a":"","b":[1,{"c":true,"d":null}]}'],
  ])("%s", (_what, value, form) => {
    expect(canonicalJson(value)).toBe(form);
  });

  it("what has no canonical form throws", () => {
    expect(() => canonicalJson({ a: NaN })).toThrow();
    expect(() => canonicalJson("\ud800")).toThrow();
    expect(() => canonicalJson(undefined)).toThrow();
  });

  it("of what is plain is what the general one makes of it", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary" }), (text) => {
        const value = JSON.parse(text) as unknown;
        expect(tryWriting(value)).toEqual(tryWriting(value, canonicalize));
      }),
    );
  });

  it.each<readonly [what: string, value: unknown]>([
    ["a date", { at: new Date(0) }],
    ["what says its own JSON", { a: { toJSON: () => [1] } }],
    ["a number in a box", [Object(1)]],
    ["fields and places without a value", { a: undefined, b: [undefined], c: () => 1 }],
    ["a list with a hole", Array.from({ length: 3 }).with(1, 1)],
    ["a map", { a: new Map([[1, 2]]) }],
    ["half of a character in a name", { "\ud800": 1 }],
    ["what holds itself", holdItself()],
    ["500 levels", JSON.parse("[".repeat(500) + "]".repeat(500))],
  ])("of %s is what the general one makes of it", (_what, value) => {
    expect(tryWriting(value)).toEqual(tryWriting(value, canonicalize));
  });

  it("depends on the value alone, not on the order in which its fields were written", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (fields) => {
        const backwards = Object.fromEntries(Object.entries(fields).toReversed());
        expect(hashJson(backwards)).toBe(hashJson(fields));
        expect(JSON.parse(canonicalJson(fields))).toEqual(fields);
      }),
    );
  });
});

function holdItself(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

/** What it writes, or that it refuses. */
function tryWriting(
  value: unknown,
  write: (value: unknown) => string | undefined = canonicalJson,
): { readonly written: string; readonly error: string } {
  try {
    return { written: write(value) ?? "", error: "" };
  } catch {
    return { written: "", error: "refused" };
  }
}

describe("sha256", () => {
  // FIPS 180-2, appendix B.1, and the empty message.
  it.each([
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ])("of «%s» is the standard's", (text, digest) => {
    expect([sha256(text), sha256(new TextEncoder().encode(text))]).toEqual([digest, digest]);
  });
});
