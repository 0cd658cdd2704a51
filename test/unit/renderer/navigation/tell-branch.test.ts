import { expect, it } from "vitest";
import { tellBranch } from "#renderer/navigation/tell-branch.ts";

it.each([
  [{ session: null, waiting: 0 }, ""],
  [{ session: "3", waiting: 0 }, "session 3 runs"],
  [{ session: "3", waiting: 2 }, "session 3 runs, 2 waiting"],
])("%j is told as “%s”", (branch, expected) => {
  expect(tellBranch(branch)).toBe(expected);
});
