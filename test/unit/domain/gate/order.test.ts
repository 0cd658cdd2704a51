import { describe, expect, it } from "vitest";
import { sha256 } from "#core/base/hash.ts";
import { consumptionOrder, longestFinishedPrefix } from "#core/domain/gate/order.ts";

const ITEMS = Array.from({ length: 50 }, (_, index) => `item-${index}`);
const INPUT = { sessionSeed: 7, assessmentNumber: 1, itemIds: ITEMS } as const;

describe("[A6] the order of consumption", () => {
  it("holds every item once and does not depend on the order given", () => {
    const order = consumptionOrder(INPUT, sha256);
    expect(order.toSorted()).toEqual(ITEMS.toSorted());
    expect(consumptionOrder({ ...INPUT, itemIds: ITEMS.toReversed() }, sha256)).toEqual(order);
    expect(order).not.toEqual(ITEMS);
  });

  it("is another for another seed and another assessment", () => {
    const order = consumptionOrder(INPUT, sha256);
    expect(consumptionOrder({ ...INPUT, sessionSeed: 8 }, sha256)).not.toEqual(order);
    expect(consumptionOrder({ ...INPUT, assessmentNumber: 2 }, sha256)).not.toEqual(order);
  });

  it("never reads (1, 11) as (11, 1): the parts of a key stay apart", () => {
    const keys: string[] = [];
    const hash = (text: string): string => {
      keys.push(text);
      return sha256(text);
    };
    consumptionOrder({ sessionSeed: 1, assessmentNumber: 11, itemIds: ["a"] }, hash);
    consumptionOrder({ sessionSeed: 11, assessmentNumber: 1, itemIds: ["a"] }, hash);
    consumptionOrder({ sessionSeed: "1", assessmentNumber: 11, itemIds: ["a"] }, hash);
    expect(new Set(keys).size).toBe(3);
  });

  it("keeps the order of the items there when some are added", () => {
    const fewer = consumptionOrder({ ...INPUT, itemIds: ITEMS.slice(0, 20) }, sha256);
    const more = consumptionOrder(INPUT, sha256);
    expect(more.filter((itemId) => fewer.includes(itemId))).toEqual(fewer);
  });
});

it("takes finished items up to the first gap, not beyond", () => {
  const finished = new Map([
    ["a", 1],
    ["b", 2],
    ["d", 4],
  ]);
  expect(longestFinishedPrefix(["b", "a", "c", "d"], finished)).toEqual([2, 1]);
  expect(longestFinishedPrefix(["c", "a"], finished)).toEqual([]);
});
