import { expect, it } from "vitest";
import { toProblem } from "#renderer/store/problem.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

it.each([
  ["aborted", new DOMException("[AsyncIdQueue] Queue[3] was closed or aborted", "AbortError")],
  ["refused by a queue", new Error("[AsyncIdQueue] Cannot access queue[3]")],
  ["no error at all", "gone"],
])("what broke with the connection is said in our words: %s", (_how, thrown) => {
  expect(toProblem(thrown)).toEqual({ code: "unreachable", ...uiStrings.connectionBroke });
});

it("a fault of the program is not taken for a lost connection", () => {
  expect(toProblem(new TypeError("x is not a function"))).toMatchObject({ code: "internal" });
});
