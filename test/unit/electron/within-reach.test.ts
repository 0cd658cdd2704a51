import { describe, expect, it } from "vitest";
import { isWithinReach } from "#electron/within-reach.ts";

const left = { x: -1920, y: 0, width: 1920, height: 1080 };

const CASES: readonly (readonly [string, number, number, boolean])[] = [
  ["in the middle", -1000, 300, true],
  ["at the corner", -1920, 0, true],
  ["a little out at the left, still to be grabbed", -1990, 0, true],
  ["gone at the left", -2400, 0, false],
  ["gone at the right, on a display that was taken away", 200, 300, false],
  ["gone below", -1000, 1070, false],
  ["with its title bar above the display", -1000, -300, false],
];

describe("a window that was left", () => {
  it.each(CASES)("%s", (_where, x, y, expected) => {
    expect(isWithinReach({ x, y }, left)).toBe(expected);
  });
});
