import { describe, expect, it } from "vitest";
import { frameOffset, type Place } from "#electron/frame-offset.ts";

const asked: Place = { x: 300, y: 200, width: 900, height: 700 };

const CASES: readonly (readonly [string, Place | null, Place, { x: number; y: number }])[] = [
  [
    "where the frame is drawn around what was asked for",
    asked,
    { ...asked, x: 301, y: 220 },
    { x: 1, y: 20 },
  ],
  ["where the place is the window's own", asked, asked, { x: 0, y: 0 }],
  ["where a window manager has put it elsewhere", asked, { ...asked, x: 960, y: 0 }, { x: 0, y: 0 }],
  ["where places are not told", asked, { ...asked, x: 0, y: 0 }, { x: 0, y: 0 }],
  ["where no place was asked for", null, asked, { x: 0, y: 0 }],
];

describe("a window's frame offset", () => {
  it.each(CASES)("%s", (_where, wanted, got, expected) => {
    expect(frameOffset(wanted, got)).toEqual(expected);
  });
});
