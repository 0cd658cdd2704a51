import { userInfo } from "node:os";
import { expect, it } from "vitest";
import { accountName, personName } from "#core/app/system.ts";

it("[M2] whoever the system knows goes by that name, whatever the environment says", () => {
  expect(accountName({ USER: "somebody else" })).toBe(userInfo().username);
});

it("a person always has a name", () => {
  expect(personName()).not.toBe("");
});
