import type { RandomStream } from "#core/base/keyed-random.ts";
import type { Choices } from "#core/practice/model/conventions.ts";
import type { HouseFacts } from "#core/practice/model/reading/read-facts.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import type { Reading } from "#core/practice/model/reading/reading.ts";
import { finishOrder } from "#core/practice/model/writing/finish-order.ts";
import { planOrder } from "#core/practice/model/writing/plan-order.ts";
import { toLeaves } from "./order-leaves.ts";
import type { Leaves } from "./order-leaves.ts";
import type { ShownStep, ShownTrace } from "./read-blocks.ts";

/** One shown run, taken apart so that any set of beliefs can be tried on it. */
export type OrderCase = {
  readonly span: string;
  readonly expected: Leaves;
  readonly got: Leaves;
  readonly isRight: boolean;
  readonly steps: readonly ShownStep[];
  /** The order that these beliefs and faultless arithmetic would give. */
  readonly redo: (choices: Choices) => Leaves;
};

/** `slips`: who reflects may misread a message as well. */
export function toCase(trace: ShownTrace, slips: RandomStream, facts: HouseFacts): OrderCase {
  const reading = readMessage(trace.input, slips);
  const expected = toLeaves(trace.expected);
  const got = trace.got === null ? new Map<string, string>() : toLeaves(trace.got);
  return {
    span: trace.span,
    expected,
    got,
    isRight: hasEqualLeaves(expected, got),
    steps: trace.steps,
    redo: (choices) => toLeaves(writeExactly(reading, choices, facts)),
  };
}

export function writeExactly(
  reading: Reading,
  choices: Choices,
  facts: HouseFacts,
): ReturnType<typeof finishOrder> {
  const plan = planOrder(reading, choices, facts);
  // Nine decimals are exact in nanos; the double is as near as the tool's own answer would be.
  return finishOrder(plan, { value: plan.exact / 1_000_000_000 });
}

function hasEqualLeaves(a: Leaves, b: Leaves): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
