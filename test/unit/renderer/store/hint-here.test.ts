import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { hintHere } from "#renderer/store/hint-here.ts";

describe("what to do about a failure, in the window", () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])("[C24] %s sends nobody to a command line", (code) => {
    expect(hintHere(new AppError(code, "It failed."))).toMatch(/^[^`]*[^-`]\.$/);
    expect(hintHere(new AppError(code, "It failed."))).not.toMatch(/(^|\s)--[a-z]/);
  });

  it("is what the host says, with the place where it is done", () => {
    const advice = { hint: "Restore the state you want.", way: "restore" } as const;
    expect(hintHere(advice)).toBe("Restore the state you want (in Lineage).");
    expect(hintHere({ hint: "Name one: a, b.", way: "name-agent" })).toBe("Name one: a, b.");
    expect(hintHere({ hint: "Check the name." })).toBe("Check the name.");
  });
});
