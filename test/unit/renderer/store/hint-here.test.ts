import { describe, expect, it } from "vitest";
import { DEFAULT_HINTS } from "#core/base/default-hints.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import { hintHere } from "#renderer/store/hint-here.ts";
import { hintStrings } from "#renderer/strings/hints.ts";

describe("what to do about a failure, in the window", () => {
  it.each(Object.keys(DEFAULT_HINTS) as ErrorCode[])("%s sends nobody to a command line", (code) => {
    const hint = hintHere({ code, hint: DEFAULT_HINTS[code] });
    expect(hint).not.toMatch(/`|(^|\s)--/);
    expect(hintStrings.inWindow[code] ?? "").not.toMatch(/`|(^|\s)--/);
  });

  it("is as the host says it where that holds here too", () => {
    expect(hintHere({ code: "not-found", hint: "List them with `proposals`." })).toBe(
      hintStrings.inWindow["not-found"],
    );
    expect(hintHere({ code: "not-found", hint: "Check the name." })).toBe("Check the name.");
    expect(hintHere({ code: "disk-full", hint: "See `df`." })).toBe("");
  });
});
