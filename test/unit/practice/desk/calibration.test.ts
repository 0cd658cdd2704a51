import { describe, expect, it } from "vitest";
import { CONVENTION_IDS } from "#core/practice/desk/conventions.ts";
import { drawStated } from "#core/practice/desk/house.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { createWorld } from "#core/practice/desk/world.ts";
import { REPAIRED_CALCULATOR, shareRight } from "./answer-items.ts";
import type { Worker } from "./answer-items.ts";

describe.each([1, 2, 4])("on the sealed items of house %d", (seed) => {
  const { test, facts, calculatorCode } = createOrderDesk(seed);
  const { style } = createWorld(seed).house;
  const perfect: Worker = { choices: style, facts, calculator: REPAIRED_CALCULATOR, hasSlips: true };

  it("the stand-in that believes the starting statements and calculates in its head gets 15 to 35 % right", () => {
    const choices = Object.fromEntries(drawStated(seed).map((id) => [id, style[id]]));
    const share = shareRight(test, { ...perfect, choices, calculator: null });
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });

  it("with every right choice and a repaired calculator it gets 93 to 99 % right, never all", () => {
    const share = shareRight(test, perfect);
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.99);
  });

  it.each([
    ["its head", null],
    ["the shipped calculator", calculatorCode],
  ])("with every right choice but %s for the sums it falls clearly short", (_, calculator) => {
    const share = shareRight(test, { ...perfect, calculator });
    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(0.82);
  });

  it("agrees with the labels on everything it does not misread, though the two share no code", () => {
    expect(shareRight(test, { ...perfect, hasSlips: false })).toBeGreaterThan(0.985);
  });

  it("loses where a sentence it needs is missing, for every convention whose habit does not suit the house", () => {
    const steady = { ...perfect, hasSlips: false };
    const losses = CONVENTION_IDS.map((id) => {
      const { [id]: _, ...choices } = style;
      return { id, loss: 1 - shareRight(test, { ...steady, choices }) };
    });
    // Always charging the fee is right where shipping is never free.
    const expected = CONVENTION_IDS.filter((id) => id !== "free-shipping" || style[id] !== "never");
    expect(losses.filter(({ loss }) => loss >= 0.045).map(({ id }) => id)).toEqual(expected);
  });
});
