import { describe, expect, it } from "vitest";
import type { Item } from "#core/domain/dataset.ts";
import { datasetHash } from "#core/evaluation/dataset-hash.ts";
import { placeItem } from "#core/evaluation/split-items.ts";

const DIVIDE = { seed: 1, split: null };
const COUNT = 4000;

function placeAll(seed: number) {
  return Array.from({ length: COUNT }, (_, at) =>
    placeItem({ id: `item ${at}`, group: null }, { seed, split: null }),
  );
}

/** Within four standard errors of the share. */
function isNear(count: number, of: number, share: number): boolean {
  return Math.abs(count / of - share) < 4 * Math.sqrt((share * (1 - share)) / of);
}

describe("the division of a dataset", () => {
  it.each([1, 2, 99])("is near 50/25/25 with a third of train for dev (seed %i)", (seed) => {
    const places = placeAll(seed);
    const count = (split: string) => places.filter((place) => place.split === split).length;
    const dev = places.filter(({ isDev }) => isDev);
    expect([
      isNear(count("train"), COUNT, 0.5),
      isNear(count("validation"), COUNT, 0.25),
      isNear(count("test"), COUNT, 0.25),
    ]).toEqual([true, true, true]);
    expect(isNear(dev.length, count("train"), 1 / 3)).toBe(true);
    expect(dev.every(({ split }) => split === "train")).toBe(true);
  });

  it("places known items where it always did: stored evidence rests on it", () => {
    expect(["gsm8k-351", "gsm8k-15", "gsm8k-885", "ä"].map((id) => placeItem({ id, group: null }, DIVIDE)))
      .toMatchInlineSnapshot(`
      [
        {
          "isDev": false,
          "split": "train",
        },
        {
          "isDev": true,
          "split": "train",
        },
        {
          "isDev": false,
          "split": "test",
        },
        {
          "isDev": false,
          "split": "test",
        },
      ]
    `);
  });

  it("of groups depends on the seed too, or every dataset would hold out the same ones", () => {
    const placesOf = (seed: number): readonly string[] =>
      Array.from({ length: 100 }, (_, at) => {
        const { split, isDev } = placeItem({ id: "any", group: `group ${at}` }, { seed, split: null });
        return `${split} ${isDev}`;
      });
    expect(placesOf(1)).toEqual(placesOf(1));
    expect(placesOf(2)).not.toEqual(placesOf(1));
  });

  it("depends on the seed", () => {
    const others = placeAll(2);
    const agreeing = placeAll(1).filter(({ split }, at) => split === others[at]?.split);
    expect(agreeing.length).toBeLessThan(COUNT / 2);
  });

  it("keeps a group together, and groups apart from ids of the same name", () => {
    const places = Array.from({ length: 50 }, (_, at) =>
      placeItem({ id: `item ${at}`, group: "one" }, DIVIDE),
    );
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
    const same = Array.from({ length: 200 }, (_, at) => {
      const name = `g${at}`;
      return (
        placeItem({ id: "x", group: name }, DIVIDE).split ===
        placeItem({ id: name, group: null }, DIVIDE).split
      );
    });
    expect(same).toContain(false);
  });

  it("is overruled by a split that was named, where train still has its dev third", () => {
    const places = Array.from({ length: 300 }, (_, at) =>
      placeItem({ id: `${at}`, group: null }, { seed: 1, split: "train" }),
    );
    expect(places.every(({ split }) => split === "train")).toBe(true);
    expect(isNear(places.filter(({ isDev }) => isDev).length, 300, 1 / 3)).toBe(true);
    expect(placeItem({ id: "x", group: null }, { seed: 1, split: "test" })).toEqual({
      split: "test",
      isDev: false,
    });
  });
});

describe("the hash of a dataset", () => {
  const item = (id: string): Item => ({
    id,
    dataset: "d",
    split: "train",
    isDev: false,
    input: "x",
    expected: 1,
    group: null,
    className: null,
  });
  const base = [item("a"), item("b")];
  const scorer = { type: "exact" } as const;

  it("does not depend on order, name, class or key order", () => {
    const others = [
      { ...item("b"), dataset: "e" },
      { ...item("a"), className: "hard" },
    ];
    expect(datasetHash(scorer, others)).toBe(datasetHash(scorer, base));
  });

  it.each<[string, Partial<Item>]>([
    ["an id", { id: "c" }],
    ["an input", { input: { x: "x" } }],
    ["an expected value", { expected: "1" }],
    ["a split", { split: "test" }],
    ["a group", { group: "g" }],
  ])("changes with %s", (_title, change) => {
    expect(datasetHash(scorer, [item("a"), { ...item("b"), ...change }])).not.toBe(datasetHash(scorer, base));
  });

  it("changes with the scorer", () => {
    expect(datasetHash({ type: "numeric", tolerance: 1e-9 }, base)).not.toBe(datasetHash(scorer, base));
  });
});
