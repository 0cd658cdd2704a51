import { expect, it } from "vitest";
import { placeOf } from "#renderer/ui/place-of.ts";

it("[L16] what was refused is told until its place is left, and a selection leaves none", () => {
  expect(placeOf("#/improve/session/1?item=4")).toBe(placeOf("#/improve/session/1"));
  expect(placeOf("#/improve/session/2")).not.toBe(placeOf("#/improve/session/1"));
});
