import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { RandomStream } from "#core/base/keyed-random.ts";
import { readFacts } from "#core/practice/model/reading/read-facts.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import type { Reading } from "#core/practice/model/reading/reading.ts";

/** Draws that never make a slip. */
const STEADY: RandomStream = { ...keyedRandom("steady"), next: () => 0.999_999 };

const EMPTY: Reading = {
  customer: null,
  received: null,
  delivery: null,
  lines: [],
  discount: null,
  currency: null,
  urgency: null,
  remarks: [],
};

const read = (body: string): Reading =>
  readMessage(`From: Jo Miller\nReceived: 2 March 2026, 08:00\n\n${body}`, STEADY);

const piece = (written: string) => ({ kind: "piece", written });
const counted = (written: string, count: number, unit: object | null = null) => ({
  written,
  count,
  set: null,
  unit,
});

const LINES: readonly (readonly [
  text: string,
  description: string,
  quantities: readonly object[],
  price: string,
])[] = [
  [
    "We need 12 pieces of blue folder (BF-20) at 1.20 EUR each.",
    "blue folder",
    [counted("12 pieces", 12, piece("pieces"))],
    "1.20",
  ],
  ["4 x XY-77 garden gnome @ $9,95", "garden gnome", [counted("4 x", 4)], "9,95"],
  [
    "Please add ABC-1234 (copper kettle), fifteen pcs, 30.00 a piece.",
    "copper kettle",
    [counted("fifteen pcs", 15, piece("pcs"))],
    "30.00",
  ],
  ["- tin bucket QQ-10: twenty-one at £3.10", "tin bucket", [counted("twenty-one", 21)], "3.10"],
  ["I'd like the soap dish, item SD-55, for 4.00.", "soap dish", [], "4.00"],
  [
    "Half a dozen of wine glass (WG-301) at 1.250 dollars",
    "wine glass",
    [{ written: "Half a dozen", count: 1, set: { word: "half dozen", size: 6 }, unit: null }],
    "1.250",
  ],
  [
    "two pairs work glove WK-42 12,00",
    "work glove",
    [{ written: "two pairs", count: 2, set: { word: "pair", size: 2 }, unit: null }],
    "12,00",
  ],
  [
    "5, sorry, 6 kg of brown rice (BR-11) at 2.00 a kilo",
    "brown rice",
    [counted("5", 5, { kind: "kilo", written: "kg" }), counted("6 kg", 6, { kind: "kilo", written: "kg" })],
    "2.00",
  ],
  [
    "six (7) boxes of chalk stick CS-90 for 1.10",
    "chalk stick",
    [counted("7) boxes", 7, { kind: "box", written: "boxes" })],
    "1.10",
  ],
];

describe("an article", () => {
  it.each(LINES)("is read from %j", (text, description, quantities, price) => {
    const [line] = read(text).lines;
    expect({ ...line, sku: "" }).toEqual({ sku: "", description, quantities, price });
  });

  it("shares its row with others and keeps its own numbers", () => {
    const { lines } = read(
      "2 boxes AA-11 red pen 1.10, three packs of BB-22 (wet wipe) for 2.20 and CC-33 door mat at 30.00.",
    );
    const summary = lines.map(({ sku, quantities, price }) => [sku, quantities[0]?.count ?? null, price]);
    expect(summary).toEqual([
      ["AA-11", 2, "1.10"],
      ["BB-22", 3, "2.20"],
      ["CC-33", null, "30.00"],
    ]);
  });

  it.each([
    "Sorry, make that nine instead of 2 for AA-11.",
    "AA-11 should be nine, not 2.",
    "About AA-11: actually nine.",
  ])("is corrected by a later sentence: %s", (sentence) => {
    const [line] = read(`2 boxes AA-11 red pen at 1.10.\n${sentence}`).lines;
    expect(line?.quantities.map(({ count }) => count)).toEqual([2, 9]);
  });
});

const SENTENCES: readonly (readonly [sentence: string, found: Partial<Reading>])[] = [
  [
    "We want it on March 9th.",
    { delivery: { kind: "date", written: "March 9th", date: { year: 2026, month: 3, day: 9 } } },
  ],
  [
    "Deliver 11.3.2026 please",
    { delivery: { kind: "date", written: "11.3.2026", date: { year: 2026, month: 3, day: 11 } } },
  ],
  [
    "Monday, 10 March or 12 March is fine.",
    { delivery: { kind: "date", written: "10 March", date: { year: 2026, month: 3, day: 10 } } },
  ],
  [
    "Can it be here within two weeks?",
    { delivery: { kind: "in-days", written: "within two weeks", days: 14 } },
  ],
  [
    "The day after tomorrow at best.",
    { delivery: { kind: "in-days", written: "The day after tomorrow", days: 2 } },
  ],
  [
    "How about next Thursday?",
    { delivery: { kind: "weekday", written: "next Thursday", weekday: 4, isNext: true } },
  ],
  [
    "By Firday, if you can.",
    { delivery: { kind: "weekday", written: "By Friday", weekday: 5, isNext: false } },
  ],
  ["We came last Friday.", {}],
  ["You promised 7,5 percent.", { discount: { percent: 7.5 } }],
  ["Take my 5 EUR voucher off.", { discount: { amount: 5 }, currency: "EUR" }],
  ["It's urgent!", { urgency: "urgent" }],
  ["No rush at all.", {}],
  ["Prices in Swiss francs.", { currency: "CHF" }],
  [
    "Please leave it with the concierge.",
    { remarks: [{ kind: "delivery", text: "Please leave it with the concierge" }] },
  ],
  [
    "Note: could you wrap it for a birthday?",
    { remarks: [{ kind: "gift", text: "could you wrap it for a birthday?" }] },
  ],
  [
    "Um, Please mail the receipt to me.",
    { remarks: [{ kind: "other", text: "Please mail the receipt to me" }] },
  ],
  ["My aunt has 3 cats and likes your shop.", {}],
];

it.each(SENTENCES)("%j means %j", (sentence, found) => {
  const { customer: _, received: __, ...rest } = read(sentence);
  const { customer: ___, received: ____, ...empty } = EMPTY;
  expect(rest).toEqual({ ...empty, ...found });
});

it.each([
  [
    "From: Mary Ann Stone <mas@example.org>",
    { written: "Mary Ann Stone", given: "Mary Ann", family: "Stone" },
  ],
  ["Caller: Stone, Mary", { written: "Stone, Mary", given: "Mary", family: "Stone" }],
  ["Customer: Stone Brothers Ltd", { written: "Stone Brothers Ltd", given: null, family: null }],
  ["From: Cher", { written: "Cher", given: null, family: null }],
])("%s names the customer", (header, customer) => {
  expect(readMessage(`${header}\n\nHi`, STEADY).customer).toEqual(customer);
});

it("reads the day of receipt without its time of day", () => {
  const { received } = readMessage("From: A B\nDate: Tue, 3 Mar 2026 09:15\n\nHi", STEADY);
  expect(received).toEqual({ written: "Tue, 3 Mar 2026", date: { year: 2026, month: 3, day: 3 } });
});

it("takes the fee from the facts, and none where none is stated", () => {
  expect(readFacts("Shipping costs 5.90 per order.").shippingFee).toBe(5.9);
  expect(readFacts("We add 4,50 for shipping.").shippingFee).toBe(4.5);
  expect(readFacts("Answer the question.").shippingFee).toBeNull();
});

describe("slips", () => {
  const text =
    "Phone note\nCaller: Jo Miller\n\nI want three peices of red pen (AA-11) at 1.10 and two of blue pen (BB-22) at 2.20, urgently.";
  const misreadShare = (isChecked: boolean): number => {
    const right = JSON.stringify(readMessage(text, STEADY));
    const seeds = Array.from({ length: 2000 }, (_, seed) => seed);
    const wrong = seeds.filter(
      (seed) => JSON.stringify(readMessage(text, keyedRandom("slip", seed), { isChecked })) !== right,
    );
    return wrong.length / seeds.length;
  };

  it("are the same for the same key", () => {
    const once = Array.from({ length: 50 }, (_, seed) => readMessage(text, keyedRandom(seed)));
    expect(Array.from({ length: 50 }, (_, seed) => readMessage(text, keyedRandom(seed)))).toEqual(once);
  });

  it("are rare even in a hard message, and half of them are noticed by checking", () => {
    const [unchecked, checked] = [misreadShare(false), misreadShare(true)];
    expect(unchecked).toBeGreaterThan(0.06);
    expect(unchecked).toBeLessThan(0.14);
    expect(checked / unchecked).toBeGreaterThan(0.35);
    expect(checked / unchecked).toBeLessThan(0.65);
  });
});

describe("any other text", () => {
  it.each([
    "",
    "What is the boiling point of water at 2000 metres?",
    "A train leaves at 10:00 and travels 3.5 hours; how far does it get at 80 km/h?",
    '{"role":"user","content":[1,2,3]}',
  ])("gives a reading without articles: %j", (text) => {
    const { lines, customer, received } = readMessage(text, STEADY);
    expect({ lines, customer, received }).toEqual({ lines: [], customer: null, received: null });
  });

  it("never throws and never hangs, whatever it holds", () => {
    const words = fc.constantFrom(
      "3",
      "x",
      "AA-11",
      "€",
      "1.250",
      ",",
      "no",
      "make that",
      "dozen",
      "next",
      "Friday",
      "%",
      "\n",
      "please",
      "(",
      "in",
    );
    const orderish = fc.array(words, { maxLength: 60 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), orderish),
        fc.nat(),
        (text, seed) => {
          const reading = readMessage(text, keyedRandom(seed));
          expect(
            reading.lines.every(({ quantities }) => quantities.every(({ count }) => Number.isFinite(count))),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    const started = performance.now();
    readMessage("3, no, 4 of the ".repeat(20_000), keyedRandom(1));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
