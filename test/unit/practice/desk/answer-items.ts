import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { jsonEquals } from "#core/base/json.ts";
import type { JsonObject } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { Choices } from "#core/practice/model/conventions.ts";
import { readFacts } from "#core/practice/model/reading/read-facts.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import { finishOrder } from "#core/practice/model/writing/finish-order.ts";
import { planOrder } from "#core/practice/model/writing/plan-order.ts";
import type { OrderDeskItem } from "#core/practice/desk/items.ts";

/** The stand-in at work on order desk items, without a prompt: its choices are handed over. */
export type Worker = {
  readonly choices: Choices;
  readonly facts: string;
  /** The calculator's code, or null: in the head. */
  readonly calculator: string | null;
  /** False for a reader without slips: what is left are gaps of its grammar. */
  readonly hasSlips: boolean;
};

export const REPAIRED_CALCULATOR = readFileSync("test/support/repaired-calculator.js", "utf8");

type Calculator = (input: { readonly expression: string }) => { readonly value: number };

/** Calculators by their code: a realm for each, not for each of ten thousand sums. */
const calculators = new Map<string, Calculator>();

/** The value that a calculator's code finds; guest code, so in a realm of its own. */
export function calculate(code: string, expression: string): number {
  const calculator = calculators.get(code) ?? (runInNewContext(`${code}; run`) as Calculator);
  calculators.set(code, calculator);
  return calculator({ expression }).value;
}

function answer({ id, input }: OrderDeskItem, worker: Worker): JsonObject {
  const steady = { ...keyedRandom("steady"), next: () => 0.999_999 };
  const slips = worker.hasSlips ? keyedRandom("slips", id, input) : steady;
  const plan = planOrder(readMessage(input, slips), worker.choices, readFacts(worker.facts));
  if (worker.calculator === null) {
    return finishOrder(plan, { mental: keyedRandom("mental", id), isChecked: false });
  }
  return finishOrder(plan, { value: calculate(worker.calculator, plan.expression ?? "0") });
}

/** The share of items answered fully right. */
export function shareRight(items: readonly OrderDeskItem[], worker: Worker): number {
  return items.filter((item) => jsonEquals(answer(item, worker), item.expected)).length / items.length;
}
