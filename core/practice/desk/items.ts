import { assert } from "#core/base/assert.ts";
import type { JsonObject } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { CLASS_PROFILES, drawIngredients } from "./class-profiles.ts";
import type { Ingredients, ItemClass } from "./class-profiles.ts";
import type { ConventionId } from "./conventions.ts";
import { drawIntent } from "./draw-intent.ts";
import type { Intent, Line } from "./intent.ts";
import { listInvolved } from "./involvement.ts";
import { labelIntent } from "./label.ts";
import { countWords, MAX_WORDS, MIN_WORDS, renderMessage } from "./render-message.ts";
import type { World } from "./world.ts";

export type OrderDeskItem = {
  readonly id: string;
  readonly input: string;
  readonly expected: JsonObject;
  readonly class: ItemClass;
  /** For analysis only: no role of the evolution may read it. */
  readonly metadata: {
    /** Conventions of which another choice would change the expected order. */
    readonly conventions: readonly ConventionId[];
    readonly noisyLabel?: true;
  };
};

export type DrawnItem = OrderDeskItem & { readonly intent: Intent };

const MAX_ATTEMPTS = 2_000;

/** The item of this id. Attempts that miss the class are drawn again, each from its own key. */
export function drawItem(world: World, id: string, itemClass: ItemClass): DrawnItem {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const random = keyedRandom("order-desk", world.houseSeed, "item", id, attempt);
    const ingredients = drawIngredients(itemClass, random);
    const intent = drawIntent(world, ingredients, random);
    const conventions = isSound(intent, ingredients) ? listInvolved(intent, world.house) : [];
    if (!suitsClass(conventions, ingredients, itemClass)) continue;
    const input = renderInBounds(intent, random);
    if (input === null) continue;
    const expected = labelIntent(intent, world.house);
    return { id, input, expected, class: itemClass, metadata: { conventions }, intent };
  }
  assert(false, `no item of class ${itemClass} could be drawn for ${id}`);
}

function suitsClass(
  conventions: readonly ConventionId[],
  { extras }: Ingredients,
  itemClass: ItemClass,
): boolean {
  const [from, to] = CLASS_PROFILES[itemClass].involved;
  const isInRange = conventions.length >= from && conventions.length <= to;
  return isInRange && extras.every((extra) => conventions.includes(extra));
}

/** Whether the parts of the intent go together: an oddity found its place, a voucher is below the goods. */
function isSound(intent: Intent, { isOdd }: Ingredients): boolean {
  const { oddity, discount, delivery } = intent;
  if (isOdd && oddity === null) return false;
  if (oddity?.kind === "wrong-word" && !canBeContradicted(intent.lines[0], oddity.count)) return false;
  if (delivery !== null && delivery.kind !== "date" && intent.receivedOn === null) return false;
  return discount?.kind !== "amount" || leastGoodsCents(intent.lines) > 2 * discount.cents;
}

function canBeContradicted(line: Line | undefined, count: number): boolean {
  const quantity = line?.quantity ?? null;
  return (
    quantity !== null && quantity.set === null && quantity.correctedTo === null && quantity.count !== count
  );
}

function leastGoodsCents(lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity, price }) => {
    const count = quantity === null ? 0 : Math.min(quantity.count, quantity.correctedTo ?? Infinity);
    return sum + (price.kind === "clear" ? (count * price.thousandths) / 10 : 0);
  }, 0);
}

function renderInBounds(intent: Intent, random: RandomStream): string | null {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const input = renderMessage(intent, random);
    const words = countWords(input.slice(input.indexOf("\n\n")));
    if (words >= MIN_WORDS && words <= MAX_WORDS) return input;
  }
  return null;
}
