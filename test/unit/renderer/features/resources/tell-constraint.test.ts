import { expect, it } from "vitest";
import { tellConstraint } from "#renderer/features/resources/tell-constraint.ts";

it("says what every version must keep by the names of its places, and not by their pointers", () => {
  const content = { messages: [{ role: "system", sections: [{ name: "rules", text: "" }] }] };
  const told = tellConstraint(content, '/messages/0/sections/0/text keeps "House rules:"');
  expect(told).toBe('system · rules keeps "House rules:"');
  expect(tellConstraint({}, "/code holds at most 3000 tokens")).toBe("code holds at most 3000 tokens");
  expect(tellConstraint({}, "/code is learnable")).toBe("code may evolve");
});
