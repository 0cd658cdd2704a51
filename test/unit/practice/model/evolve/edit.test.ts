import { describe, expect, it } from "vitest";
import { countTokens } from "#core/models/count-tokens.ts";
import { CODE_EDITS, rewriteCalculator } from "#core/practice/model/evolve/code-edits.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import { CALCULATOR_CODE } from "#core/practice/desk/calculator.ts";
import { askOperator, calculate, openProvider } from "#test/unit/practice/model/ask-simulated.ts";

const provider = openProvider();

type Edit = { readonly value: string; readonly summary: string };

const edit = async (variable: object, causes: readonly string[], seed = 1): Promise<Edit> => {
  const hypotheses = causes.map((cause, index) => ({ id: `H${index + 1}`, cause }));
  const user = [
    `<variable>\n${JSON.stringify({ resource: "prompt/clerk", pointer: "/text", type: "text", ...variable })}\n</variable>`,
    `<hypotheses>\n${JSON.stringify(hypotheses)}\n</hypotheses>`,
    "<rejected>\n[]\n</rejected>",
  ].join("\n\n");
  return (await askOperator(provider, "edit", { user, seed })) as Edit;
};

const states = (text: string): readonly string[] =>
  recogniseStatements(text).map(({ convention, choice }) => `${convention}/${choice}`);

const RULES = "House rules:\nWrite dates as YYYY-MM-DD.\nUnits are always in the plural.";

describe("a text", () => {
  it("gains a sentence after its rules and keeps the rest as it was", async () => {
    const { value } = await edit({ value: RULES }, ["Notes stay empty in all orders shown."]);
    expect(value.startsWith(`${RULES}\n`)).toBe(true);
    expect(states(value)).toEqual(["date-notation/iso", "unit-normalisation/plural", "notes/none"]);
  });

  it("has a contradicting sentence replaced in its place", async () => {
    const { value } = await edit({ value: RULES }, ["Dates should be written like 06.03.2026."]);
    expect(states(value)).toEqual(["date-notation/dotted", "unit-normalisation/plural"]);
    expect(value.split("\n")).toHaveLength(3);
  });

  it("is not told twice what it says already", async () => {
    expect(await edit({ value: RULES }, ["Dates must be in ISO form."])).toEqual({
      value: RULES,
      summary: "No change.",
    });
  });

  it("loses one side of a contradiction", async () => {
    const value = `${RULES}\nWrite dates as 06.03.2026. Round totals down.`;
    expect(states((await edit({ value }, ["Dates must be in ISO form."])).value)).toEqual([
      "date-notation/iso",
      "unit-normalisation/plural",
      "rounding/down",
    ]);
  });

  it("keeps its placeholders, its bullets and what stands before the message", async () => {
    const value = "You are {{name}}.\n\n- Round totals down.\n- Leave notes empty.\n\nMessage:\n{{message}}";
    const next = (await edit({ value }, ["Urgent orders have priority express."])).value;
    expect(next).toMatch(/\n- Leave notes empty\.\n- [^\n]+\n\nMessage:\n\{\{message\}\}$/);
    const bare = (await edit({ value: "Be polite.\n\n{{message}}" }, ["Round totals down."])).value;
    expect(bare).toMatch(/^Be polite\.\n[^\n]+\n\n\{\{message\}\}$/);
  });

  it("does not lose a sentence that holds a placeholder", async () => {
    const value = "Write dates as 06.03.2026, as {{shop}} does.";
    expect((await edit({ value }, ["Dates must be in ISO form."])).value).toContain(value);
  });

  it("stays within its token limit", async () => {
    const tokenLimit = countTokens(RULES) + 12;
    const causes = ["Round totals half to even.", "Leave notes empty.", "Shipping is free from 100."];
    const { value } = await edit({ value: RULES, tokenLimit }, causes);
    expect(countTokens(value)).toBeLessThanOrEqual(tokenLimit);
    expect(states(value).length).toBeGreaterThan(2);
  });

  it("is worded in more than one way, always the same for one seed", async () => {
    const values = await Promise.all(
      Array.from(
        { length: 12 },
        async (_, seed) => (await edit({ value: RULES }, ["Round totals down."], seed)).value,
      ),
    );
    expect(new Set(values).size).toBeGreaterThan(1);
    expect((await edit({ value: RULES }, ["Round totals down."], 3)).value).toBe(values[3]);
  });

  it("takes down in its own words what it does not understand, without braces", async () => {
    const { value } = await edit({ value: RULES }, ["Greet {{customer}} warmly."]);
    expect(value).toBe(`${RULES}\nGreet customer warmly.`);
  });
});

describe("the calculator's code", () => {
  const value = CALCULATOR_CODE;
  const code = { type: "code", pointer: "/code", value };
  const run = (source: string, expression: string): string => calculate(source, { expression });

  it("is what it is shipped as: without precedence, in binary fractions", () => {
    expect([run(value, "2+3*4"), run(value, "0.1+0.2")]).toEqual([
      '{"value":20}',
      '{"value":0.30000000000000004}',
    ]);
  });

  it("is repaired by what two right hypotheses say", async () => {
    const next = await edit(code, [
      "The calculator ignores operator precedence, so 2+3*4 comes out as 20.",
      "The result has floating-point dust in its last digits.",
    ]);
    expect(
      ["2+3*4", "0.1+0.2", "(2+3)*4", "-2*3", "12*3.50+4*19.95-5"].map((text) => run(next.value, text)),
    ).toEqual(['{"value":14}', '{"value":0.3}', '{"value":20}', '{"value":-6}', '{"value":116.8}']);
    expect(run(next.value, "1/0")).toBe("Error: division by zero");
  });

  it("is spoilt by what a wrong one says, and can be mended again", async () => {
    const spoilt = (await edit(code, ["The calculator should round its result to a whole number."])).value;
    expect(run(spoilt, "1.4+1.4")).toBe('{"value":3}');
    const mended = (
      await edit({ ...code, value: spoilt }, ["Its last digits are off: round to nine decimals."])
    ).value;
    expect(run(mended, "1.4+1.4")).toBe('{"value":2.8}');
  });

  it("stays as it is where nothing is said about it, and when it is right already", async () => {
    expect((await edit(code, ["Leave notes empty."])).value).toBe(value);
    const causes = ["The calculator works from left to right."];
    const once = (await edit(code, causes)).value;
    expect((await edit({ ...code, value: once }, causes)).value).toBe(once);
  });

  it.each(CODE_EDITS)(
    "edit $id is understood from each of its causes, and from no other edit's",
    ({ id, causes }) => {
      const meant = causes.map((cause) =>
        CODE_EDITS.filter(({ isMeant }) => isMeant.test(cause.toLowerCase())).map((each) => each.id),
      );
      expect(meant).toEqual(causes.map(() => [id]));
    },
  );

  it.each(CODE_EDITS)("edit $id makes valid code of foreign code too", (each) => {
    expect(run(rewriteCalculator(each), "2+3")).toBe('{"value":5}');
  });
});

it("answers a request without a readable variable with nothing", async () => {
  expect(await askOperator(provider, "edit", { user: "<variable>\n{broken\n</variable>" })).toMatchObject({
    value: "",
  });
});
