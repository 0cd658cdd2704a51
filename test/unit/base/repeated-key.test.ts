import { describe, expect, it } from "vitest";
import { findRepeatedKey } from "#core/base/repeated-key.ts";

describe("a key that an object of JSON has twice", () => {
  it.each([
    ["at the top", '{"a":1,"a":2}', "a"],
    ["with the same value", '{"a":1,"b":2,"a":1}', "a"],
    ["written with an escape", String.raw`{"question":1,"\u0071uestion":2}`, "question"],
    ["inside", '{"a":[{"b":{"c":1,"c":2}}]}', "c"],
    ["after white space", '{"a" \n:1, "a"\t:2}', "a"],
    ["the empty one", '{"":1,"":2}', ""],
    ["__proto__", '{"__proto__":1,"__proto__":2}', "__proto__"],
    ["after an object was closed", '{"a":{"b":1},"a":2}', "a"],
  ])("%s", (_where, text, key) => {
    expect(findRepeatedKey(text)).toBe(key);
  });

  it.each([
    ["the same key in other objects", '{"a":{"a":[{"a":1},{"a":2}]}}'],
    ["a value that is called as a key", '{"a":"b","b":"a"}'],
    ["keys inside a text", String.raw`{"a":"\"b\":1,\"b\":2,{}[]","b":"\\"}`],
    ["texts of a list", '["a","a",{"a":1},"a"]'],
    ["nothing", "{}"],
  ])("is not %s", (_what, text) => {
    expect(findRepeatedKey(text)).toBeNull();
  });

  it("is found in a text of millions of signs", () => {
    const quotes = String.raw`\"`.repeat(1_000_000);
    expect(findRepeatedKey(`{"a":"${quotes}","b":${"[".repeat(100_000)}1${"]".repeat(100_000)},"a":1}`)).toBe(
      "a",
    );
  });
});
