import { globSync, readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Item } from "#core/domain/dataset.ts";
import type { DevItem, TestItem, TrainItem, ValidationItem } from "#core/evaluation/sealed-split.ts";

describe("[A4] the types of items", () => {
  it("keep apart what reflection, minibatches, the gate and reports may see (checked by the compiler)", () => {
    expectTypeOf<TestItem>().not.toExtend<TrainItem>();
    expectTypeOf<TestItem>().not.toExtend<DevItem>();
    expectTypeOf<TestItem>().not.toExtend<ValidationItem>();
    expectTypeOf<ValidationItem>().not.toExtend<TrainItem>();
    expectTypeOf<ValidationItem>().not.toExtend<DevItem>();
    expectTypeOf<DevItem>().not.toExtend<TrainItem>();
    // Nor can an item be passed off as one of train by its fields.
    expectTypeOf<Item & { split: "train"; isDev: false }>().not.toExtend<TrainItem>();
    expectTypeOf<TrainItem>().toExtend<Item>();
  });
});

describe("the items of a split", () => {
  function filesWith(pattern: RegExp): readonly string[] {
    return globSync("core/**/*.ts")
      .filter((file) => pattern.test(readFileSync(file, "utf8")))
      .toSorted();
  }

  it("are read from the store in one file alone, which knows who asks", () => {
    expect(filesWith(/datasets\s*\.items\(/)).toEqual(["core/evaluation/sealed-split.ts"]);
  });

  it("give their hold-out texts, without a look, to the check for copies alone", () => {
    expect(filesWith(/readHoldOutInputs/)).toEqual([
      "core/evaluation/hold-out-text.ts",
      "core/evaluation/sealed-split.ts",
    ]);
  });
});
