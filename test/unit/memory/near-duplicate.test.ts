import { expect, it } from "vitest";
import { isNearDuplicate } from "#core/memory/near-duplicate.ts";

const SAME: ReadonlyArray<readonly [title: string, a: string, b: string]> = [
  ["case and punctuation", "Round totals up, always.", "round totals up always"],
  ["filler words", "The totals are rounded up to cents.", "Totals rounded up to cents."],
  ["spelling of the same letters", "Caf\u00e9 orders are urgent", "Cafe\u0301 orders are urgent"],
  ["fullwidth digits", "A pack holds \uff11\uff12 pieces", "A pack holds 12 pieces"],
  [
    "one more word in a long sentence",
    "When a customer writes a weekday without a date, take the next such day after the message's date.",
    "When a customer writes a weekday without a date, take the next such day after the message's own date.",
  ],
];

const DIFFERENT: ReadonlyArray<readonly [title: string, a: string, b: string]> = [
  [
    "another number",
    "A pack holds 12 pieces of the article in every order",
    "A pack holds 10 pieces of the article in every order",
  ],
  ["another sign", "Shift the delivery date by 1 day", "Shift the delivery date by -1 day"],
  [
    "a negation",
    "Round the total of every order up to full cents",
    "Do not round the total of every order up to full cents",
  ],
  [
    "a contraction",
    "Customers who write in capitals do mean it",
    "Customers who write in capitals don't mean it",
  ],
  [
    "always and never",
    "Always round the total of the order to cents",
    "Never round the total of the order to cents",
  ],
  ["before and after", "Apply the discount before tax is added", "Apply the discount after tax is added"],
  ["and and or", "Orders with date and address are complete", "Orders with date or address are complete"],
  ["the order of two things", "Write boxes before crates", "Write crates before boxes"],
  [
    "a letter",
    "Articles of class B are sold by the box only",
    "Articles of class C are sold by the box only",
  ],
  ["another noun", "Count a dozen boxes as twelve pieces each", "Count a dozen crates as twelve pieces each"],
  ["a direction", "Ship from Berlin", "Ship to Berlin"],
  ["a percentage and an amount", "Take 5 % off the total", "Take 5 € off the total"],
  [
    "a contrast in a sentence long enough to hide it",
    "one two three four five six seven eight nine ten apples bananas cherries dates elderberries figs grapes lemons limes with mangos",
    "one two three four five six seven eight nine ten apples bananas cherries dates elderberries figs grapes lemons limes without mangos",
  ],
  ["nothing but fillers", "the", "a"],
];

it.each(SAME)("notes that differ in %s alone are one note, both ways round", (_title, a, b) => {
  expect([isNearDuplicate(a, b), isNearDuplicate(b, a)]).toEqual([true, true]);
});

it.each(DIFFERENT)("notes that differ in %s are two notes, both ways round", (_title, a, b) => {
  expect([isNearDuplicate(a, b), isNearDuplicate(b, a)]).toEqual([false, false]);
});
