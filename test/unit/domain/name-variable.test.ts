import { expect, it } from "vitest";
import { nameVariable } from "#core/domain/name-variable.ts";

const PROMPT = { messages: [{ role: "system", sections: [{ name: "rules", text: "Be exact." }] }] };

it.each([
  ["/messages/0/sections/0/text", "system · rules"],
  ["/messages/3/sections/0/text", ""],
  ["/code", "code"],
  ["/inputSchema", "inputs"],
  ["/inputSchema/properties/digits", "input digits"],
  ["/inputSchema/properties/digits/description", "input digits · what it is"],
  ["/inputSchema/required", "inputs · which are required"],
  ["/outputSchema/properties/sum/type", "answer sum · type"],
  ["/limits/maxSteps", "limits · maxSteps"],
])("%s is called %s", (pointer, name) => {
  expect(nameVariable(PROMPT, pointer)).toBe(name);
});
