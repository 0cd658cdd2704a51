import { expect, it } from "vitest";
import { jsonEquals } from "#core/base/json.ts";
import { CONVENTIONS as KNOWN } from "#core/practice/model/conventions.ts";
import { listFieldsOf } from "#core/practice/model/writing/governed-fields.ts";
import { CONVENTION_IDS, CONVENTIONS } from "#core/practice/desk/conventions.ts";
import { listInvolved, withChoice } from "#core/practice/desk/involvement.ts";
import { drawItem } from "#core/practice/desk/items.ts";
import { labelIntent } from "#core/practice/desk/label.ts";
import { sentenceFor } from "#core/practice/desk/manual.ts";
import { createWorld } from "#core/practice/desk/world.ts";

const world = createWorld(5);
const items = (["easy", "medium", "hard", "odd"] as const).flatMap((itemClass) =>
  Array.from({ length: 25 }, (_, index) => drawItem(world, `${itemClass}-${index}`, itemClass)),
);

it("knows the same conventions and choices as the simulated model, from a list of its own", () => {
  expect(CONVENTIONS).toEqual(KNOWN);
  expect(CONVENTIONS).not.toBe(KNOWN);
});

it.each(CONVENTION_IDS)("deciding %s otherwise changes only the fields it governs", (convention) => {
  const governed: readonly string[] = listFieldsOf(convention);
  const touched = new Set<string>();
  for (const { intent, expected } of items) {
    for (const choice of CONVENTIONS[convention]) {
      const other = labelIntent(intent, withChoice(world.house, convention, choice));
      for (const field of Object.keys(expected)) {
        if (!jsonEquals(other[field], expected[field])) touched.add(field);
      }
    }
  }
  expect([...touched].filter((field) => !governed.includes(field))).toEqual([]);
  expect(touched.size).toBeGreaterThan(0);
});

it("names as involved exactly the conventions of which another choice changes the label", () => {
  const wrong = items.filter(({ intent, metadata }) => {
    const involved = CONVENTION_IDS.filter((id) => {
      const labels = CONVENTIONS[id].map((choice) =>
        JSON.stringify(labelIntent(intent, withChoice(world.house, id, choice))),
      );
      return new Set(labels).size > 1;
    });
    return involved.join() !== metadata.conventions.join();
  });
  expect(wrong).toEqual([]);
  expect(
    items.every(
      ({ intent, metadata }) => listInvolved(intent, world.house).length === metadata.conventions.length,
    ),
  ).toBe(true);
});

it("has a sentence of its own for every choice", () => {
  const sentences = CONVENTION_IDS.flatMap((id) => CONVENTIONS[id].map((choice) => sentenceFor(id, choice)));
  expect(new Set(sentences).size).toBe(53);
});
