import { keyedRandom } from "#core/base/keyed-random.ts";
import { CALCULATOR_CODE } from "./calculator.ts";
import type { ItemClass } from "./class-profiles.ts";
import { writeFacts } from "./facts.ts";
import { drawStated } from "./house.ts";
import { drawItem } from "./items.ts";
import type { DrawnItem, OrderDeskItem } from "./items.ts";
import { mislabel } from "./label-noise.ts";
import { sentenceFor } from "./manual.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";

export type TrainItem = OrderDeskItem & {
  /** One of the third of the training items that feeds minibatch gates and frontiers. */
  readonly dev: boolean;
};

export type OrderDesk = {
  readonly houseSeed: number;
  readonly train: readonly TrainItem[];
  readonly validation: readonly OrderDeskItem[];
  readonly test: readonly OrderDeskItem[];
  /** The locked section of the starting prompt. */
  readonly facts: string;
  /** The learnable section: one sentence for each convention that the starting prompt states. */
  readonly startingStatements: readonly string[];
  readonly calculatorCode: string;
};

const SIZES = { train: 180, validation: 400, test: 400 } as const;
const DEV_COUNT = 60;
const NOISE_RATE = 0.03;

const CLASS_SHARES: readonly (readonly [itemClass: ItemClass, share: number])[] = [
  ["easy", 0.4],
  ["medium", 0.35],
  ["hard", 0.2],
  ["odd", 0.05],
];

/** The bundled workspace's data for one house: the same seed gives the same bytes. Takes about a second. */
export function createOrderDesk(houseSeed: number): OrderDesk {
  const world = createWorld(houseSeed);
  const stated = drawStated(houseSeed);
  return {
    houseSeed,
    train: markTraining(drawSplit(world, "train"), world),
    validation: drawSplit(world, "validation").map(withoutIntent),
    test: drawSplit(world, "test").map(withoutIntent),
    facts: writeFacts(world.house),
    startingStatements: stated.map((convention) => sentenceFor(convention, world.house.style[convention])),
    calculatorCode: CALCULATOR_CODE,
  };
}

function drawSplit(world: World, split: keyof typeof SIZES): DrawnItem[] {
  const size = SIZES[split];
  const classes = CLASS_SHARES.flatMap(([itemClass, share]) =>
    Array.from({ length: Math.round(size * share) }, () => itemClass),
  );
  return keyedRandom("order-desk", world.houseSeed, "classes", split)
    .shuffle(classes)
    .map((itemClass, index) => drawItem(world, `${split}-${String(index + 1).padStart(3, "0")}`, itemClass));
}

/** Marks `dev` and spoils the labels of about 3 %, both chosen without regard to the item. */
function markTraining(items: readonly DrawnItem[], { houseSeed, house }: World): TrainItem[] {
  const draw = (what: string, count: number): ReadonlySet<string> =>
    new Set(
      keyedRandom("order-desk", houseSeed, what)
        .shuffle(items.map(({ id }) => id))
        .slice(0, count),
    );
  const dev = draw("dev", DEV_COUNT);
  const noisy = draw("noise", Math.round(items.length * NOISE_RATE));
  return items.map((item) => {
    const random = keyedRandom("order-desk", houseSeed, "mislabel", item.id);
    const labelled = noisy.has(item.id) ? mislabel(item, house, random) : item;
    return { ...withoutIntent(labelled), dev: dev.has(item.id) };
  });
}

function withoutIntent({ intent: _, ...item }: DrawnItem): OrderDeskItem {
  return item;
}
