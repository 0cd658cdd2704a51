import { expect, it } from "vitest";
import { changeCaps, refuseEmptyCaps } from "#core/domain/caps.ts";

it.each([
  [{ maxCalls: 0 }, /^maxCalls is 0/],
  [{ maxSeconds: 0, maxCalls: 5 }, /^maxSeconds is 0/],
])("caps %j are refused by name", (caps, expected) => {
  expect(() => refuseEmptyCaps(caps)).toThrow(
    expect.objectContaining({ code: "budget-exhausted", message: expect.stringMatching(expected) as string }),
  );
});

it.each([{ maxCalls: 1 }, {}])("caps %j leave something to do", (caps) => {
  expect(() => refuseEmptyCaps(caps)).not.toThrow();
});

it.each([
  ["raises the one it names", { maxCalls: 9 }, { maxCalls: 9, maxUsd: 2 }],
  ["sets one that was not there", { maxTokens: 7 }, { maxCalls: 5, maxUsd: 2, maxTokens: 7 }],
  ["lifts one by null", { maxUsd: null }, { maxCalls: 5 }],
  ["says nothing", {}, { maxCalls: 5, maxUsd: 2 }],
])("[B2] a change of caps that %s leaves the others binding", (_what, changes, expected) => {
  expect(changeCaps({ maxCalls: 5, maxUsd: 2 }, changes)).toEqual(expected);
});
