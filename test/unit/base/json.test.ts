import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPointer, getAt, jsonEquals, parsePointer, replaceAt, type Json } from "#core/base/json.ts";

/** The document and table of RFC 6901, section 5. */
const DOCUMENT: Json = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

describe("reading by pointer", () => {
  it.each<readonly [pointer: string, value: Json | undefined]>([
    ["", DOCUMENT],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/i\\j", 5],
    ["/ ", 7],
    ["/m~0n", 8],
    ["/foo/2", undefined],
    ["/foo/01", undefined],
    ["/foo/-", undefined],
    ["/foo/length", undefined],
    ["/constructor", undefined],
    ["/__proto__", undefined],
    ["/a~1b/deeper", undefined],
  ])("«%s» leads to what stands there, and to nothing that only JavaScript knows", (pointer, value) => {
    expect(getAt(DOCUMENT, pointer)).toEqual(value);
  });

  it("a text that does not begin with a slash is no pointer", () => {
    expect(parsePointer("foo/0")).toBeNull();
  });

  it("tokens survive being written and read, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
      }),
    );
  });
});

describe("replacing by pointer", () => {
  it("changes one place of a copy and leaves the document as it was", () => {
    const before: Json = { a: [{ b: 1 }, { b: 2 }], c: 3 };
    const copy = structuredClone(before);
    expect(replaceAt(before, "/a/1/b", "two")).toEqual({ a: [{ b: 1 }, { b: "two" }], c: 3 });
    expect(before).toEqual(copy);
  });

  it.each(["/absent", "/a/2", "/a/-", "a", "/__proto__/polluted", "/constructor/prototype"])(
    "%s, where nothing is, is refused: it would add what nobody checked",
    (pointer) => {
      expect(() => replaceAt({ a: [1] }, pointer, 5)).toThrow(RangeError);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    },
  );
});

describe("equality", () => {
  it.each<readonly [a: Json | undefined, b: Json | undefined, isEqual: boolean]>([
    [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
    [[1, 2], [2, 1], false],
    [{ a: null }, {}, false],
    [undefined, null, false],
    [[], {}, false],
    [{ toString: 1 }, {}, false],
    [{}, { toString: 1 }, false],
    ["1", 1, false],
  ])("%j and %j: %s", (a, b, isEqual) => {
    expect([jsonEquals(a, b), jsonEquals(b, a)]).toEqual([isEqual, isEqual]);
  });

  it("a value equals its copy, and not one with anything else in a place of it", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(jsonEquals(a, structuredClone(a))).toBe(true);
        expect(jsonEquals(a, b)).toBe(jsonEquals(b, a));
        expect(jsonEquals({ list: [a] }, { list: [b] })).toBe(jsonEquals(a, b));
      }),
    );
  });
});
