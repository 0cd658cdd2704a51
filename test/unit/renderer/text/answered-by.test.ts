import { expect, it } from "vitest";
import { listAnswered } from "#renderer/text/answered-by.ts";

it("[M25] which models answered is told with how often, the most first", () => {
  expect(listAnswered({ "one/big": 3, "two/small": 12 })).toBe("two/small 12, one/big 3");
});
