import { expect, it } from "vitest";
import { upgradeSettings, upgradeStored } from "#core/domain/optimizers/upgrade.ts";

/** As a session of before was stored, letter by letter. */
const OLD =
  '{"agent":"agent/order-clerk","dataset":"order-desk","optimizer":"reflection","iterations":12,"seed":1,"approve":"ask","report":"none","gate":{"horizon":24,"metric":"either","minEffect":0.01},"minibatch":30,"failuresShown":24,"successesShown":8,"hypotheses":3,"temperature":0.7,"repetitions":1,"concurrency":4,"stallAfter":10,"nearDuplicates":{"threshold":0.8,"action":"flag"},"caps":{},"model":null}';

it("[S18] a session of before has the settings it began with, as those of its optimizer", () => {
  const { optimizer, ...others } = upgradeStored(JSON.parse(OLD)) as Record<string, unknown>;
  expect(optimizer).toEqual({
    ...{ type: "reflection", minibatch: 30, failuresShown: 24, successesShown: 8 },
    ...{ hypotheses: 3, temperature: 0.7 },
  });
  expect(Object.keys(others)).toEqual([
    ...["agent", "dataset", "iterations", "seed", "approve", "report", "gate"],
    ...["repetitions", "concurrency", "stallAfter", "nearDuplicates", "caps", "model"],
  ]);
});

it("one of today is left as it is, and what is no configuration too", () => {
  const today = { agent: "agent/a", optimizer: { type: "reflection", minibatch: 3 }, minibatch: 9 };
  expect(upgradeStored(today)).toBe(today);
  expect(upgradeStored(null)).toBe(null);
});

it("flat settings are reflection's alone: beside another optimizer they stay, to be refused by name", () => {
  expect(upgradeSettings({ optimizer: "other", minibatch: 3 })).toEqual({
    optimizer: { type: "other" },
    minibatch: 3,
  });
  // What is named under the optimizer was written later.
  expect(upgradeSettings({ minibatch: 3, optimizer: { minibatch: 5 } })).toEqual({
    optimizer: { type: "reflection", minibatch: 5 },
  });
  const none = { stallAfter: 3 };
  expect(upgradeSettings(none)).toBe(none);
});
