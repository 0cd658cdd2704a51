import { expect, it } from "vitest";
import { freshName } from "#renderer/features/resources/form/fresh-name.ts";

it.each([
  [[], "section-1"],
  [["section-1"], "section-2"],
  [["rules", "section-3"], "section-4"],
])("beside %j the next is %s", (taken, next) => {
  expect(freshName(taken, (number) => `section-${number}`)).toBe(next);
});
