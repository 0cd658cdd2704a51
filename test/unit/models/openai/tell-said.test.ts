import { expect, it } from "vitest";
import { tellSaid } from "#core/models/openai/tell-said.ts";

it.each([
  ["x", "Expected a text at index 1."],
  ["test", "The latest test is not here."],
  ["local", "No local model has this name."],
])("[S14] what is typed where any key does, as %s, is cut out of no word", (key, said) => {
  expect(tellSaid(said, key)).toBe(said);
});

it("[S14] a key that an endpoint repeats is not told on", () => {
  expect(tellSaid("Incorrect API key provided: horse-42.", "horse-42")).toBe(
    "Incorrect API key provided: [key].",
  );
});
