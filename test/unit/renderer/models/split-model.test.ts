import { expect, it } from "vitest";
import { formatPrice } from "#renderer/models/format-price.ts";
import { splitModel } from "#renderer/models/split-model.ts";

it.each([
  ["openai/gpt-5", { provider: "openai", name: "gpt-5" }],
  ["openrouter/meta-llama/llama-3.3", { provider: "openrouter", name: "meta-llama/llama-3.3" }],
  ["gpt-5", null],
  ["/gpt-5", null],
  ["openai/", null],
])("%s is split at its first stroke", (model, parts) => {
  expect(splitModel(model)).toEqual(parts);
});

it.each([
  [{ input: 0.25, output: 2 }, "0.25 · 2.00"],
  [{ input: 0, output: 0 }, "0.00 · 0.00"],
  [{ input: 0.075, output: 0.3 }, "0.075 · 0.30"],
])("a price keeps the digits that say something: %o", (price, text) => {
  expect(formatPrice(price)).toBe(text);
});
