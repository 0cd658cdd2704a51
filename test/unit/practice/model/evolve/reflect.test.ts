import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { Choices, ConventionId } from "#core/practice/model/conventions.ts";
import { CODE_EDITS } from "#core/practice/model/evolve/code-edits.ts";
import { writeExactly } from "#core/practice/model/evolve/order-case.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import { wordBriefly } from "#core/practice/model/statements/word-statement.ts";
import { CALCULATOR_CODE } from "#core/practice/desk/calculator.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { askOperator, openProvider, runToEnd } from "#test/unit/practice/model/ask-simulated.ts";

/** Messages of the practice data, with labels of our own making: whatever style we say, they follow it. */
const MESSAGES = createOrderDesk(5).train.map(({ input }) => input);
const FEE = 4.9;
const IDS = Object.keys(CONVENTIONS) as ConventionId[];
const provider = openProvider();

type Style = Required<Choices>;
type Hypothesis = {
  readonly cause: string;
  readonly target: { readonly resource: string };
  readonly spans: readonly string[];
  readonly confidence: number;
};

const styleOf = (pick: (id: ConventionId) => number): Style =>
  Object.fromEntries(IDS.map((id) => [id, CONVENTIONS[id][pick(id) % CONVENTIONS[id].length]])) as Style;
/** Goods alone and line by line come to nearly the same totals, so the style to be told apart is the third. */
const FIRST = styleOf((id) => (id === "discount-order" ? 1 : 0));

const labelFor = (input: string, style: Choices): JsonObject =>
  writeExactly(readMessage(input, keyedRandom("label", input)), style, { shippingFee: FEE });

const rulesFor = (style: Choices): string =>
  (Object.entries(style) as [ConventionId, string][])
    .map(([id, choice]) => wordBriefly(id, choice))
    .join("\n");

const CALCULATE = "Compute the total with the calculator tool.";
const GOOD_CODE = CODE_EDITS.slice(0, 2).reduce((code, { apply }) => apply(code) ?? code, CALCULATOR_CODE);

type Scene = {
  readonly style: Choices;
  readonly rules: string;
  readonly code?: string;
  readonly seed?: number;
  readonly count?: number;
  readonly extra?: string;
  readonly shown?: number;
};

/** Runs the agent on a minibatch and asks what its failures have in common. */
async function reflectOn({
  style,
  rules,
  code = GOOD_CODE,
  seed = 1,
  count = 3,
  extra = "",
  shown = 24,
}: Scene) {
  const batch = keyedRandom("batch", seed).shuffle(MESSAGES).slice(0, shown);
  const traces = await Promise.all(
    batch.map(async (input, index) => {
      const expected = labelFor(input, style);
      const run = await runToEnd(provider, {
        system: `Shipping costs ${FEE} per order.\n${rules}`,
        user: input,
        code,
        seed,
      });
      const isRight = JSON.stringify(run.output) === JSON.stringify(expected);
      return {
        span: `s${index}`,
        input,
        expected,
        got: run.output,
        score: isRight ? 1 : 0,
        steps: run.steps,
      };
    }),
  );
  const variables = [
    { resource: "prompt/clerk", pointer: "/messages/0/sections/0/text", type: "text", value: rules },
    { resource: "tool/calculator", pointer: "/code", type: "code", value: code },
  ];
  const user = [
    `<variables>\n${JSON.stringify(variables)}\n</variables>`,
    `<traces>\n${JSON.stringify(traces)}\n</traces>`,
    extra.includes("<rejected>") ? "" : "<rejected>\n[]\n</rejected>",
    extra,
    `<count>\n${count}\n</count>`,
  ].join("\n\n");
  const reply = await askOperator(provider, "hypotheses", { user, seed });
  return { hypotheses: reply["hypotheses"] as unknown as readonly Hypothesis[], traces };
}

const statedBy = (hypotheses: readonly Hypothesis[]): readonly string[] =>
  hypotheses.flatMap(({ cause }) =>
    recogniseStatements(cause).map(({ convention, choice }) => `${convention}/${choice}`),
  );

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1);

/** In how many of twelve seeds the statement is among the hypotheses. */
async function countFound(wanted: string, scene: Omit<Scene, "seed">): Promise<number> {
  const found = await Promise.all(
    SEEDS.map(async (seed) => statedBy((await reflectOn({ ...scene, seed })).hypotheses).includes(wanted)),
  );
  return found.filter(Boolean).length;
}

const without = (style: Choices, id: ConventionId): Choices =>
  Object.fromEntries(Object.entries(style).filter(([key]) => key !== id));

describe("a missing rule", () => {
  const counts = new Map<ConventionId, number>();

  it.each(IDS)(
    "%s is found from its failures, more often than each other choice could be by luck",
    async (id) => {
      const rules = `${rulesFor(without(FIRST, id))}\n${CALCULATE}`;
      const found = await countFound(`${id}/${FIRST[id]}`, { style: FIRST, rules, shown: 40 });
      counts.set(id, found);
      expect(found).toBeGreaterThanOrEqual(5);
    },
  );

  it("is found in a clear majority of seeds in all, but not always: chance decides among the plausible", () => {
    const found = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const share = found / (IDS.length * SEEDS.length);
    expect(counts.size).toBe(IDS.length);
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.97);
  });

  it.each([1, 2])("permuted labels change what is learned (choice %s of each convention)", async (shift) => {
    const style = styleOf(() => shift);
    const learned = new Set<string>();
    for (const seed of SEEDS.slice(0, 8)) {
      const { hypotheses } = await reflectOn({ style, rules: CALCULATE, seed, count: 8 });
      for (const statement of statedBy(hypotheses)) learned.add(statement);
    }
    const isOf = (of: Style) => IDS.filter((id) => learned.has(`${id}/${of[id]}`)).length;
    expect(isOf(style)).toBeGreaterThanOrEqual(10);
    expect(isOf(style)).toBeGreaterThan(2 * isOf(FIRST));
  });

  it("goes for several at once, each about something else, citing failures it was shown", async () => {
    const { hypotheses, traces } = await reflectOn({ style: FIRST, rules: CALCULATE, count: 5 });
    expect(hypotheses).toHaveLength(5);
    const topics = hypotheses.map(({ cause }) => recogniseStatements(cause)[0]?.convention);
    expect(new Set(topics).size).toBe(5);
    const failing = new Set(traces.filter(({ score }) => score === 0).map(({ span }) => span));
    for (const { spans, confidence, target } of hypotheses) {
      expect(spans.length > 0 && spans.every((span) => failing.has(span))).toBe(true);
      expect(confidence > 0 && confidence < 1).toBe(true);
      expect(target.resource).toBe("prompt/clerk");
    }
  });

  it("that the prompt states wrongly is found all the same", async () => {
    const rules = `${rulesFor({ ...FIRST, notes: "none" })}\n${CALCULATE}`;
    expect(
      await countFound(`notes/${FIRST.notes}`, { style: FIRST, rules, shown: 48 }),
    ).toBeGreaterThanOrEqual(11);
  });
});

describe("arithmetic", () => {
  const rules = rulesFor(FIRST);

  it("that goes wrong in the head calls for the calculator", async () => {
    expect(await countFound("use-calculator/on", { style: FIRST, rules })).toBeGreaterThanOrEqual(9);
  });

  it("that goes wrong in the calculator calls for its code to be changed", async () => {
    const replies = await Promise.all(
      SEEDS.map(async (seed) =>
        reflectOn({ style: FIRST, rules: `${rules}\n${CALCULATE}`, code: CALCULATOR_CODE, seed }),
      ),
    );
    const found = replies.filter(({ hypotheses }) =>
      hypotheses.some(
        ({ cause, target }) =>
          target.resource === "tool/calculator" && CODE_EDITS[0]?.isMeant.test(cause.toLowerCase()) === true,
      ),
    );
    expect(found.length).toBeGreaterThanOrEqual(9);
  });
});

describe("what it is told", () => {
  const id = "notes";
  const rules = `${rulesFor(without(FIRST, id))}\n${CALCULATE}`;
  const wanted = `${id}/${FIRST[id]}`;
  const sentence = wordBriefly(id, FIRST[id]);
  const scene = { style: FIRST, rules, shown: 12, count: 1 };
  const refusal = [{ summary: sentence, hypotheses: [sentence], verdict: "reject", reason: "" }];
  const tell = (block: string, value: unknown): string =>
    `<${block}>\n${typeof value === "string" ? value : JSON.stringify(value)}\n</${block}>`;

  it("refused proposals are avoided, insights and hints are leaned to", async () => {
    const plain = await countFound(wanted, scene);
    const refused = await countFound(wanted, { ...scene, extra: tell("rejected", [...refusal, ...refusal]) });
    const hinted = await countFound(wanted, { ...scene, extra: tell("hint", sentence) });
    const informed = await countFound(wanted, { ...scene, extra: tell("insights", [sentence]) });
    expect(refused).toBeLessThan(plain);
    expect(hinted).toBeGreaterThanOrEqual(plain);
    expect(informed).toBeGreaterThanOrEqual(plain);
  });
});

describe("nothing", () => {
  it("is proposed where nothing failed", async () => {
    const style = without(FIRST, "rounding");
    const input = MESSAGES[0] ?? "";
    const expected = labelFor(input, style);
    const trace = { span: "s", input, expected, got: expected, score: 1, steps: [] };
    const reply = await askOperator(provider, "hypotheses", {
      user: `<traces>${JSON.stringify([trace])}</traces>`,
    });
    expect(reply).toEqual({ hypotheses: [] });
  });

  it.each([
    "",
    "<traces>",
    "<traces>{broken</traces>",
    '<traces>[1, {"input": 2}]</traces><count>many</count>',
  ])("is what malformed blocks lead to: %j", async (user) => {
    expect(await askOperator(provider, "hypotheses", { user })).toEqual({ hypotheses: [] });
  });
});

it("repeats itself for the same request and seed, and only then", async () => {
  const scene = { style: FIRST, rules: CALCULATE };
  const [first, again, other] = await Promise.all(
    [1, 1, 2].map(async (seed) => reflectOn({ ...scene, seed })),
  );
  expect(again?.hypotheses).toEqual(first?.hypotheses);
  expect(other?.hypotheses).not.toEqual(first?.hypotheses);
});
