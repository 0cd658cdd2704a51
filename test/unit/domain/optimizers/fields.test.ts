import { expect, it } from "vitest";
import { listFields } from "#core/domain/optimizers/fields.ts";
import { OPTIMIZERS } from "#core/domain/optimizers/plan.ts";
import { planOf, usualSettings } from "#core/domain/optimizers/table.ts";

it.each(OPTIMIZERS)("every setting of %s has bounds and a default within them", (optimizer) => {
  const fields = listFields(optimizer);
  expect(fields.map(({ name }) => name)).toEqual(Object.keys(planOf(optimizer).fields));
  expect(fields.filter(({ min, max, usual }) => !(min <= usual && usual <= max && min < max))).toEqual([]);
  expect(Object.fromEntries(fields.map(({ name, usual }) => [name, usual]))).toEqual({
    ...usualSettings(optimizer),
    type: undefined,
  });
});

it("a form knows a whole number from one with decimals", () => {
  const whole = new Map(listFields("reflection").map(({ name, isWhole }) => [name, isWhole]));
  expect([whole.get("minibatch"), whole.get("temperature")]).toEqual([true, false]);
});
