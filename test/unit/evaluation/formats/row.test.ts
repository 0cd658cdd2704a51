import { expect, it } from "vitest";
import { whyNotJson } from "#core/evaluation/formats/row.ts";

it("a record holds up to a hundred thousand values, itself and its lists counted", () => {
  const record = (values: number) => ({ list: Array.from({ length: values - 2 }, () => 0) });
  expect(whyNotJson(record(100_000))).toBeNull();
  expect(whyNotJson(record(100_001))).toBe("it holds too many values");
});
