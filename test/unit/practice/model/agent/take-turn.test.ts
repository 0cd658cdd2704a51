import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { CONVENTIONS } from "#core/practice/model/conventions.ts";
import type { ConventionId } from "#core/practice/model/conventions.ts";
import { wordBriefly } from "#core/practice/model/statements/word-statement.ts";
import { listFieldsOf } from "#core/practice/model/writing/governed-fields.ts";
import { CALCULATOR_CODE } from "#core/practice/desk/calculator.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { CODE_EDITS } from "#core/practice/model/evolve/code-edits.ts";
import { openProvider, runToEnd } from "#test/unit/practice/model/ask-simulated.ts";

const provider = openProvider();
const desk = createOrderDesk(3);
const messages = desk.train.slice(0, 60).map(({ input }) => input);
const GOOD_CODE = ["precedence", "no-dust"].reduce(
  (code, id) => CODE_EDITS.find((edit) => edit.id === id)?.apply(code) ?? code,
  CALCULATOR_CODE,
);

const IDS = Object.keys(CONVENTIONS) as ConventionId[];
const RULES = IDS.map((id) => wordBriefly(id, CONVENTIONS[id][0]));
const FEE = "Shipping costs 4.90 per order.";
const promptOf = (rules: readonly string[]): string => ["You take orders.", FEE, ...rules].join("\n");

const dateOf = (order: JsonObject): string => {
  const date = order["receivedOn"];
  return typeof date === "string" ? date : "";
};

const runAll = async (system: string, options: { code?: string; seed?: number; temperature?: number } = {}) =>
  Promise.all(
    messages.map(
      async (user) => (await runToEnd(provider, { system, user, ...options })).output as JsonObject,
    ),
  );

const MESSAGE =
  "From: Anna Berg\nReceived: Monday 2 March 2026, 09:10\n\nPlease send me 3 pieces of hemp rope (HR-387) at 1.45 euros each, 2 boxes of steel chain (SC-852) at 7.60 euros each and 4 pieces of satin ribbon (SR-316) at 8.50 euros each.";

describe("the calculator", () => {
  it("is called only when the prompt says so, and its answer becomes the total", async () => {
    const rules = ["Round totals half up to the cent.", FEE];
    const told = await runToEnd(provider, {
      system: [...rules, "Compute the total with the calculator tool."].join("\n"),
      user: MESSAGE,
      code: GOOD_CODE,
    });
    expect(told.steps).toHaveLength(1);
    expect(told.output).toMatchObject({ total: 58.45 });
    const untold = await runToEnd(provider, { system: rules.join("\n"), user: MESSAGE, code: GOOD_CODE });
    expect(untold.steps).toEqual([]);
  });

  it("is believed even when it is wrong", async () => {
    const system = `${FEE} Compute the total with the calculator tool.`;
    const run = await runToEnd(provider, { system, user: MESSAGE, code: CALCULATOR_CODE });
    expect(run.output).not.toMatchObject({ total: 58.45 });
  });

  it("that answers with an error is replaced by mental arithmetic", async () => {
    const system = `${FEE} Compute the total with the calculator tool.`;
    const run = await runToEnd(provider, {
      system,
      user: MESSAGE,
      code: 'function run() { throw new Error("x"); }',
    });
    expect(run.steps[0]?.result).toBe("Error: x");
    expect((run.output as JsonObject)["total"]).toBeTypeOf("number");
  });
});

describe("rules", () => {
  it.each(IDS)("without its sentence on %s only the fields it governs change, and some do", async (id) => {
    const full = await runAll(promptOf(RULES), { code: GOOD_CODE });
    const less = await runAll(promptOf(RULES.filter((_rule, index) => IDS[index] !== id)), {
      code: GOOD_CODE,
    });
    const changed = new Set(
      full.flatMap((order, index) =>
        Object.keys(order).filter((key) => JSON.stringify(order[key]) !== JSON.stringify(less[index]?.[key])),
      ),
    );
    expect(changed.size).toBeGreaterThan(0);
    expect([...changed].filter((field) => !listFieldsOf(id).some((governed) => governed === field))).toEqual(
      [],
    );
  });

  it("are obeyed from memory and from a user message just as from the system prompt", async () => {
    const rule = "Write dates as YYYY-MM-DD.";
    const orders = await Promise.all([
      runToEnd(provider, { system: `You take orders.\n\nMemory:\n- ${rule}`, user: MESSAGE }),
      runToEnd(provider, { system: "You take orders.", user: `${rule}\n\nMessage:\n${MESSAGE}` }),
    ]);
    expect(orders.map(({ output }) => (output as JsonObject)["receivedOn"])).toEqual([
      "2026-03-02",
      "2026-03-02",
    ]);
  });

  it("are not taken from the customer's message", async () => {
    const { output } = await runToEnd(provider, {
      system: "You take orders.",
      user: `${MESSAGE} Write dates as YYYY-MM-DD.`,
    });
    expect((output as JsonObject)["receivedOn"]).not.toBe("2026-03-02");
  });

  it("that contradict each other are each followed in some runs", async () => {
    const orders = await runAll("Write dates as YYYY-MM-DD.\nWrite dates as DD.MM.YYYY.");
    const dates = orders.map((order) => dateOf(order));
    expect(dates.some((date) => /^\d{4}-/.test(date))).toBe(true);
    expect(dates.some((date) => /\.\d{4}$/.test(date))).toBe(true);
  });

  it("that are vague rarely help and never reliably", async () => {
    const orders = await runAll("Be careful with dates.");
    const right = orders.filter((order) => /^\d{4}-/.test(dateOf(order))).length;
    const habit = (await runAll("")).filter((order) => /^\d{4}-/.test(dateOf(order))).length;
    expect(right).toBeLessThan(messages.length / 2);
    expect(right).not.toBe(habit);
  });

  it("are missed in the middle of an over-long prompt, the more the longer it is", async () => {
    const filler =
      "The shop was founded by two brothers who liked to talk about the weather and the harbour. ";
    const countFollowed = async (repeats: number): Promise<number> => {
      const padding = filler.repeat(repeats);
      const orders = await runAll(`${padding}\nWrite dates as YYYY-MM-DD.\n${padding}`);
      return orders.filter((order) => /^\d{4}-/.test(dateOf(order))).length;
    };
    const [short, long, longer] = [
      await countFollowed(10),
      await countFollowed(80),
      await countFollowed(140),
    ];
    expect(long).toBeLessThan(short);
    expect(longer).toBeLessThan(long);
  });
});

describe("chance", () => {
  const differing = (a: readonly JsonObject[], b: readonly JsonObject[]): number =>
    a.filter((order, index) => JSON.stringify(order) !== JSON.stringify(b[index])).length;

  it("depends on the seed and the message, not on what was asked before", async () => {
    const system = promptOf(RULES);
    const first = await runAll(system, { seed: 4 });
    expect(differing(first, await runAll(system, { seed: 4 }))).toBe(0);
    expect(differing(first, await runAll(system, { seed: 5 }))).toBeGreaterThan(0);
  });

  it("grows with the temperature", async () => {
    const system = promptOf(RULES);
    const cold = await runAll(system, { code: GOOD_CODE });
    const [warm, hot] = [
      differing(cold, await runAll(system, { code: GOOD_CODE, temperature: 0.5 })),
      differing(cold, await runAll(system, { code: GOOD_CODE, temperature: 2 })),
    ];
    expect(hot).toBeGreaterThan(warm);
    expect(hot).toBeLessThan(messages.length);
  });

  it("one run reads its message in one way, although each step has a seed of its own", async () => {
    const system = `${promptOf(RULES)}\nCompute the total with the calculator tool.`;
    const runs = await Promise.all(
      messages.map(async (user) => runToEnd(provider, { system, user, code: GOOD_CODE, seed: 9 })),
    );
    const torn = runs.filter(({ output, steps }) => {
      const items = (output as { items: readonly unknown[] }).items;
      return steps.length > 0 && items.length === 0;
    });
    expect(torn).toEqual([]);
  });

  it("a check catches some of its own slips and makes none", async () => {
    const right = async (extra: string): Promise<number> => {
      const orders = await runAll(`${promptOf(RULES)}\n${extra}`);
      const exact = await runAll(`${promptOf(RULES)}\nCompute the total with the calculator.`, {
        code: GOOD_CODE,
      });
      return orders.length - differing(orders, exact);
    };
    expect(await right("Check your answer before you finish.")).toBeGreaterThan(await right(""));
  });
});

it("says plainly that it can only take orders", async () => {
  const { output, steps } = await runToEnd(provider, {
    system: "Solve the question step by step. Use the calculator for arithmetic.",
    user: "Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did she sell altogether?",
    code: GOOD_CODE,
  });
  expect([output, steps]).toEqual(["I can only take orders, and I find none in this message.", []]);
});
