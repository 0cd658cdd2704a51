import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";

type Wordings = Readonly<Record<string, readonly string[]>>;

const load = (name: string): Wordings =>
  JSON.parse(readFileSync(new URL(`../../../../fixtures/${name}`, import.meta.url), "utf8")) as Wordings;

/** What a text states, as "convention/choice", in order. */
const read = (text: string): readonly string[] =>
  recogniseStatements(text).map(({ convention, choice }) => `${convention}/${choice}`);

const EVERY_STATEMENT = [
  ...Object.entries(CONVENTIONS).flatMap(([id, choices]) => choices.map((choice) => `${id}/${choice}`)),
  "use-calculator/on",
  "check-answer/on",
];

/** Two sets by hand, the first written before there was any pattern; a convention may not be stated by heart. */
describe.each(["wordings.json", "paraphrases.json"])("%s", (name) => {
  const wordings = load(name);

  it("has wordings of every statement", () => {
    expect(Object.keys(wordings).toSorted()).toEqual(EVERY_STATEMENT.toSorted());
  });

  it.each(EVERY_STATEMENT)("%s is understood in at least eight of ten wordings", (statement) => {
    const texts = wordings[statement] ?? [];
    const missed = texts.filter((text) => read(text).join() !== statement);
    expect(texts.length).toBeGreaterThanOrEqual(10);
    if (missed.length > texts.length / 5) throw new Error(`not understood:\n${missed.join("\n")}`);
  });
});

const NEGATIONS: readonly (readonly [text: string, stated: readonly string[]])[] = [
  ["Do not write dates as 06.03.2026.", []],
  ["Dates must not use slashes.", []],
  ["Never use commas as the decimal separator in prices.", []],
  ["Do not round half up.", []],
  ["Do not use banker's rounding.", []],
  ["Do not use the calculator.", []],
  ["Do not add corrected quantities together.", []],
  ["Units should not be abbreviated.", []],
  ["Do not use UN codes for units.", []],
  ["Do not copy remarks verbatim into notes.", []],
  ["Do not assume 1 when the quantity is missing.", []],
  ["Currency is never assumed to be EUR.", []],
  ["Urgent does not mean express.", []],
  ["Do not treat a dozen as a pack.", []],
  ["Weekend deliveries are not moved to Monday.", []],
  ["Shipping is not free from 50.", []],
  ["Write 06.03.2026 rather than 2026-03-06 for dates.", ["date-notation/dotted"]],
  ["Instead of the first quantity take the corrected one.", ["correction/last-wins"]],
  ["Do not leave out any remark; copy them all into notes.", ["notes/verbatim-all"]],
  ["The discount must not include shipping.", ["discount-order/goods-only"]],
  ["Weekend dates need not be moved.", ["weekend-delivery/keep"]],
];

it.each(NEGATIONS)("a negation is not its opposite: %s", (text, stated) => {
  expect(read(text)).toEqual(stated);
});

const CONDITIONS: readonly (readonly [text: string, stated: readonly string[]])[] = [
  ["Turn boxes into box and pieces into piece.", ["unit-normalisation/singular"]],
  ["Turn box into boxes and piece into pieces.", ["unit-normalisation/plural"]],
  ["EUR unless the customer writes USD as the currency.", ["default-currency/EUR"]],
  ['If the customer signs "Berg, Anna", write "Anna Berg".', ["name-order/given-first"]],
];

it.each(CONDITIONS)("what is replaced or a condition is not the rule: %s", (text, stated) => {
  expect(read(text)).toEqual(stated);
});

const SILENT: readonly string[] = [
  "You take orders for a trading house. You read one customer message and write down the order it asks for.",
  "Answer with one JSON object and nothing else.",
  '- "currency": the code of the currency',
  '{"customer": "", "receivedOn": "2026-03-06", "currency": "EUR"}',
  "Fields: customer, receivedOn, deliverOn, items (each with sku, description, quantity, unit, unitPrice), notes.",
  "Shipping costs 4.90 per order, in the currency of the order.",
  "A remark is a request that is not about articles, dates, prices or urgency; it is copied without its final full stop.",
  "If a message contradicts itself: a date beats the name of a weekday, and of two delivery dates or two discounts the first one counts.",
  "You may use the tools calculator and done.",
  "The calculator tool is available.",
  "When you are finished, call done with the order.",
  "",
];

it.each(SILENT)("a prompt's plain facts state no convention: %s", (text) => {
  expect(read(text)).toEqual([]);
});

const STRENGTHS: readonly (readonly [text: string, choice: string | null, strength: number])[] = [
  ["Write dates as YYYY-MM-DD.", "iso", 1],
  ["If possible, write dates as YYYY-MM-DD.", "iso", 0.6],
  ["Be careful with dates.", null, 0.25],
  ["Make sure the dates are correct.", null, 0.25],
];

it.each(STRENGTHS)("%s", (text, choice, strength) => {
  expect(recogniseStatements(text)).toMatchObject([{ convention: "date-notation", choice, strength }]);
});

it("two choices in one sentence are both stated, for the reader to waver between", () => {
  expect(read("Write dates as 2026-03-06 or 06.03.2026.")).toEqual([
    "date-notation/iso",
    "date-notation/dotted",
  ]);
});

it("a sentence without a subject takes that of its heading or of the sentence before", () => {
  expect(read("Dates:\n- use the ISO form\n\nUnits:\n- plural\n")).toEqual([
    "date-notation/iso",
    "unit-normalisation/plural",
  ]);
  expect(read("Here is how the notes are done. Always leave them empty.")).toEqual(["notes/none"]);
});

it("says where each statement stands", () => {
  const text = "House rules:\n- Round totals down. Leave notes empty.\n- Use EUR if no currency is named.";
  const places = recogniseStatements(text).map(({ at, length }) => text.slice(at, at + length));
  expect(places).toEqual(["Round totals down.", "Leave notes empty.", "Use EUR if no currency is named."]);
});
