import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getAt, parsePointer, type Json } from "#core/base/json.ts";
import { diffJson, type Difference } from "#core/domain/json-diff.ts";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** Two documents that share most of what they hold, as two versions do. */
const pair = fc
  .tuple(fc.dictionary(fc.string(), json, { maxKeys: 6 }), fc.dictionary(fc.string(), json, { maxKeys: 2 }))
  .map(([before, changes]): [Json, Json] => [before, { ...before, ...changes }]);

/** What the differences say, put into practice: an independent reading of the format. */
function applyDifferences(document: Json, differences: readonly Difference[]): Json | undefined {
  const root: { value?: unknown } = { value: structuredClone(document) };
  for (const { path, after } of differences) {
    const tokens = ["value", ...parsePointer(path)!];
    const last = tokens.pop()!;
    const parent = tokens.reduce<unknown>((at, token) => (at as Record<string, unknown>)[token], root);
    if (after === undefined) Reflect.deleteProperty(parent as object, last);
    else
      Object.defineProperty(parent, last, {
        value: after,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return root.value as Json | undefined;
}

describe("[V11] a difference of documents says everything that differs, and nothing else", () => {
  it.each([["any two documents", fc.tuple(json, json)] as const, ["two versions", pair] as const])(
    "applying it to the one yields the other: %s",
    (_what, documents) => {
      fc.assert(
        fc.property(documents, ([before, after]) => {
          const differences = diffJson(before, after);
          expect(applyDifferences(before, differences)).toEqual(after);
          for (const difference of differences) {
            expect(getAt(before, difference.path)).toEqual(difference.before);
            expect(getAt(after, difference.path)).toEqual(difference.after);
          }
        }),
      );
    },
  );

  it("reads the same from both sides, and a document does not differ from itself", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const mirrored = diffJson(b, a).map(({ path, before, after }) => ({
          path,
          before: after,
          after: before,
        }));
        expect(mirrored).toEqual(diffJson(a, b));
        expect(diffJson(a, structuredClone(a))).toEqual([]);
      }),
    );
  });

  it.each<
    readonly [what: string, before: Json | undefined, after: Json | undefined, paths: readonly string[]]
  >([
    ["one leaf", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ["/a/c"]],
    ["elements of lists of one length", [1, { a: 1 }], [2, { a: 2 }], ["/0", "/1/a"]],
    ["lists of two lengths, as a whole", { l: [1, 2] }, { l: [1, 2, 3] }, ["/l"]],
    ["fields that come and go", { a: 1 }, { b: 1 }, ["/a", "/b"]],
    ["another kind of value", { a: [] }, { a: {} }, ["/a"]],
    ["null and nothing", { a: null }, {}, ["/a"]],
    ["a whole document that is new", undefined, { a: 1 }, [""]],
    ["names that need escaping", { "a/b": 1, "m~n": 1 }, { "a/b": 2, "m~n": 2 }, ["/a~1b", "/m~0n"]],
    [
      "names that every object knows",
      {},
      { constructor: 1, toString: 2, valueOf: {} },
      ["/constructor", "/toString", "/valueOf"],
    ],
    ["the name __proto__", {}, JSON.parse('{"__proto__":{}}'), ["/__proto__"]],
  ])("%s", (_what, before, after, paths) => {
    expect(diffJson(before, after).map(({ path }) => path)).toEqual(paths);
  });

  it("what was not there is undefined, never something inherited", () => {
    expect(diffJson({}, { constructor: 1 })).toEqual([{ path: "/constructor", before: undefined, after: 1 }]);
  });
});
