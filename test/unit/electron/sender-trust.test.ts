import { describe, expect, it } from "vitest";
import { isOwnPage, type Sender } from "#electron/sender-trust.ts";

const contents = { id: 1 };
const frame = { origin: "app://bundle", parent: null };
const parent = {} as never;

const CASES: readonly (readonly [string, Sender, boolean])[] = [
  ["our page's top frame", { sender: contents, senderFrame: frame }, true],
  ["a frame inside it", { sender: contents, senderFrame: { ...frame, parent } }, false],
  ["another window", { sender: { id: 2 }, senderFrame: frame }, false],
  ["a page of the web", { sender: contents, senderFrame: { ...frame, origin: "https://bundle" } }, false],
  [
    "an origin that begins like ours",
    { sender: contents, senderFrame: { ...frame, origin: "app://bundle.x" } },
    false,
  ],
  ["a page that has gone since", { sender: contents, senderFrame: null }, false],
];

describe("isOwnPage", () => {
  it.each(CASES)("of %s", (_who, sender, expected) => {
    expect(isOwnPage(sender, contents)).toBe(expected);
  });
});
