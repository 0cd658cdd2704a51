import type { Json, JsonObject } from "#core/base/json.ts";
import { jsonEquals } from "#core/base/json.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { CONVENTIONS } from "./conventions.ts";
import type { House } from "./house.ts";
import { withChoice } from "./involvement.ts";
import type { DrawnItem } from "./items.ts";
import { labelIntent } from "./label.ts";

/**
 * The item as a careless clerk labelled it: by a convention of another house, or with a slip in the total.
 * The result differs from the right label.
 */
export function mislabel(item: DrawnItem, house: House, random: RandomStream): DrawnItem {
  const expected = random.chance(0.6)
    ? byOtherHouse(item, house, random)
    : withWrongTotal(item.expected, random);
  return { ...item, expected, metadata: { ...item.metadata, noisyLabel: true } };
}

function byOtherHouse(
  { intent, expected, metadata }: DrawnItem,
  house: House,
  random: RandomStream,
): JsonObject {
  const convention = random.pick(metadata.conventions);
  const labels = CONVENTIONS[convention]
    .map((choice) => labelIntent(intent, withChoice(house, convention, choice)))
    .filter((label) => !jsonEquals(label, expected));
  return random.pick(labels);
}

function withWrongTotal(expected: JsonObject, random: RandomStream): JsonObject {
  const total: Json = Math.round((Number(expected["total"]) + random.pick([-1, 1, 10, 0.9])) * 100) / 100;
  return { ...expected, total };
}
