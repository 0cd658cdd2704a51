import { describe, expect, it } from "vitest";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { assertDefined, assertNever, BugError } from "#core/base/assert.ts";

describe("what an error looks like outside", () => {
  it("one of ours keeps code, message and hint, and neither cause nor stack", () => {
    const error = new AppError("not-found", "There is none.", { hint: "Look.", cause: new Error("sql") });
    expect(toErrorReport(error)).toEqual({ code: "not-found", message: "There is none.", hint: "Look." });
  });

  it.each<readonly [what: string, thrown: unknown, said: string]>([
    ["a bug", new BugError("the head is missing"), "the head is missing"],
    ["a foreign error", new TypeError("x is no function"), "x is no function"],
    ["something that is no error", "plain text", "plain text"],
  ])("%s is reported as internal, with what is known of it", (_what, thrown, said) => {
    expect(toErrorReport(thrown)).toMatchObject({ code: "internal", message: expect.stringContaining(said) });
  });
});

describe("assertions", () => {
  it("what is missing is a bug by name, and what is merely empty is not missing", () => {
    expect(() => assertDefined(undefined, "the head")).toThrow(new BugError("the head is missing"));
    expect(() => assertDefined(null, "the head")).toThrow(BugError);
    expect([assertDefined("", "a"), assertDefined(0, "b"), assertDefined(false, "c")]).toEqual([
      "",
      0,
      false,
    ]);
  });

  it("a value that no case of a switch names is shown", () => {
    expect(() => assertNever({ kind: "new" } as never)).toThrow('unexpected value: {"kind":"new"}');
  });
});
