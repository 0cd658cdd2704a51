import { expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { askOperator, openProvider } from "#test/unit/practice/model/ask-simulated.ts";

const provider = openProvider();
const TASK =
  "From: Anna Berg\nReceived: Monday 2 March 2026, 09:10\n\nPlease send me 3 pieces of hemp rope (HR-387) at 1.50 euros each. Please leave it with the porter.";
const RULES =
  "Write dates as YYYY-MM-DD.\nLeave notes empty.\nShipping costs 4.90 per order.\nRound totals half up.";

const GOOD = {
  customer: "Anna Berg",
  receivedOn: "2026-03-02",
  deliverOn: null,
  items: [{ sku: "HR-387", description: "hemp rope", quantity: 3, unit: "pieces", unitPrice: 1.5 }],
  discount: null,
  total: 9.4,
  currency: "EUR",
  priority: "normal",
  notes: "",
};

const blocksFor = (output: JsonObject, critique = ""): string =>
  `<rules>\n${RULES}\n</rules>\n<task>\n${TASK}\n</task>\n<output>\n${JSON.stringify(output)}\n</output>\n<critique>\n${critique}\n</critique>`;

it("a critique names the fields that break a stated rule, and the rule", async () => {
  const bad = { ...GOOD, receivedOn: "02.03.2026", notes: "Leave it with the porter" };
  const { points } = await askOperator(provider, "critique", { user: blocksFor(bad) });
  expect(points).toHaveLength(2);
  expect((points as readonly string[]).map((point) => point.split(":")[0])).toEqual(["receivedOn", "notes"]);
});

it("a critique of a good output is empty", async () => {
  expect(await askOperator(provider, "critique", { user: blocksFor(GOOD) })).toEqual({ points: [] });
});

it("a refinement changes what the critique names and nothing else", async () => {
  const bad = { ...GOOD, receivedOn: "02.03.2026", notes: "Leave it with the porter" };
  const { output } = await askOperator(provider, "refinement", {
    user: blocksFor(bad, "The notes are wrong."),
  });
  expect(output).toEqual({ ...bad, notes: "" });
});

it("both answer in the shape that the schema asks for", async () => {
  const bad = { ...GOOD, notes: "x" };
  const asText = { type: "object", properties: { critique: { type: "string" } } };
  const critique = await askOperator(provider, "critique", { user: blocksFor(bad), schema: asText });
  expect(critique).toMatchObject({ critique: expect.stringContaining("notes:") as string });
  const inText = { type: "object", properties: { value: { type: "string" } } };
  const refined = await askOperator(provider, "refinement", {
    user: blocksFor(bad, "notes"),
    schema: inText,
  });
  expect(JSON.parse(refined["value"] as string)).toEqual(GOOD);
});
