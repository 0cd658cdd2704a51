import { expect, it } from "vitest";
import { bundledPrompts } from "#core/app/bundled.ts";
import { OPTIMIZERS } from "#core/domain/optimizers/plan.ts";
import { countSearchRuns, planOf, usualSettings } from "#core/domain/optimizers/table.ts";

it("the forecast of a search follows its settings, and runs no more items than there are", () => {
  const settings = { ...usualSettings("reflection"), minibatch: 12 };
  expect([200, 7].map((train) => countSearchRuns(settings, { train }))).toEqual([12, 7]);
});

it.each(OPTIMIZERS)("the prompts that %s asks with are in every new workspace", (optimizer) => {
  const bundled = new Set(bundledPrompts().keys());
  expect(planOf(optimizer).prompts.filter((name) => !bundled.has(name))).toEqual([]);
});
