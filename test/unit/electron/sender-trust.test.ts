import { describe, expect, it } from "vitest";
import { isOwnPage, type SenderFrame } from "#electron/sender-trust.ts";

const frame = { origin: "app://bundle", url: "app://bundle/index.html#/home", parent: null };
const parent = {} as never;

const CASES: readonly (readonly [string, SenderFrame, boolean])[] = [
  ["our page's top frame", frame, true],
  ["a frame inside it", { ...frame, parent }, false],
  ["a page of the web", { ...frame, origin: "https://bundle", url: "https://bundle/index.html" }, false],
  ["an origin that begins like ours", { ...frame, origin: "app://bundle.x" }, false],
  ["an empty page that has our origin from the one before it", { ...frame, url: "about:blank" }, false],
  ["another page of our scheme", { ...frame, url: "app://bundle/assets/x.html" }, false],
  ["a page that has gone since", null, false],
];

describe("isOwnPage", () => {
  it.each(CASES)("of %s", (_who, sender, expected) => {
    expect(isOwnPage(sender)).toBe(expected);
  });
});
