import { afterAll, beforeAll, expect, it } from "vitest";
import { findAlike } from "#core/proposals/near-duplicate.ts";
import { setRules } from "#test/support/house-edits.ts";
import { fileProposal } from "#test/support/proposals.ts";
import { openRegistry, type Registry } from "#test/support/registry.ts";

let registry: Registry;
beforeAll(() => {
  registry = openRegistry();
});
afterAll(() => registry.close());

it("[L10] each that nearly repeats an earlier one names the earliest; what says something else names none", () => {
  const texts = [
    "Count dozens and pairs as packs and write every date as year month day.",
    "Always ask twice before answering.",
    "Count dozens and pairs as packs and write every date as year, month, day!",
    "count dozens and pairs as packs and write every date as year month day",
  ];
  const filed = texts.map((text) =>
    fileProposal(registry, { edits: [setRules(text)], verdict: "undecided" }),
  );
  const [first, , third, fourth] = filed.map(({ id }) => id);
  const proposals = registry.store.proposals.list();
  expect([...findAlike(registry.store, proposals)]).toEqual([
    [third, first],
    [fourth, first],
  ]);
  // Once the first is decided, the next of them is the one to look at.
  const rest = proposals.filter(({ id }) => id !== first);
  expect([...findAlike(registry.store, rest)]).toEqual([[fourth, third]]);
});
