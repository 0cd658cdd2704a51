import { isJsonObject } from "#core/base/json.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { formBeliefs } from "#core/practice/model/agent/form-beliefs.ts";
import type { Beliefs, ReadPrompt } from "#core/practice/model/agent/form-beliefs.ts";
import { hasEqualLeaves } from "#core/practice/model/evolve/order-case.ts";
import { toLeaves } from "#core/practice/model/evolve/order-leaves.ts";
import type { Blocks } from "#core/practice/model/evolve/read-blocks.ts";
import { readObjects } from "#core/practice/model/evolve/read-blocks.ts";
import { readFacts } from "#core/practice/model/reading/read-facts.ts";
import { readMessage } from "#core/practice/model/reading/read-message.ts";
import { wordBriefly } from "#core/practice/model/statements/word-statement.ts";
import type { ConventionId } from "#core/practice/model/conventions.ts";
import { finishOrder } from "#core/practice/model/writing/finish-order.ts";
import { listFieldsOf } from "#core/practice/model/writing/governed-fields.ts";
import { planOrder } from "#core/practice/model/writing/plan-order.ts";

export type ReviewOptions = { readonly key: string; readonly read: (prompt: string) => ReadPrompt };

/** What an output seems to get wrong by the rules it was made under: one point per field. Sees no expected answer. */
export function critiqueOutput(blocks: Blocks, options: ReviewOptions): readonly string[] {
  const output = readOutput(blocks);
  const { order, beliefs } = redo(blocks, options);
  if (output === null) return ["The output is not one JSON object."];
  return Object.keys(order)
    .filter((field) => differs(order, output, field))
    .map((field) => `${field}: ${reasonFor(field, beliefs)}`);
}

/** The output with every field that the critique names done anew. */
export function refineOutput(blocks: Blocks, options: ReviewOptions): Json {
  const output = readOutput(blocks);
  const { order } = redo(blocks, options);
  if (output === null) return order;
  const critique = blocks("critique");
  const named = Object.entries(order).filter(([field]) => new RegExp(`\\b${field}\\b`).test(critique));
  return { ...output, ...Object.fromEntries(named) };
}

type Redone = { readonly order: JsonObject; readonly beliefs: Beliefs };

/** A second reading, with slips of its own and careful mental arithmetic: reviewers have no calculator. */
function redo(blocks: Blocks, { key, read }: ReviewOptions): Redone {
  const task = blocks("task");
  const prompt = read(blocks("rules"));
  const beliefs = formBeliefs(prompt, { seed: 0, message: task, temperature: 0 });
  const reading = readMessage(task, keyedRandom("review", key), { isChecked: true });
  const plan = planOrder(reading, beliefs.choices, readFacts(prompt.facts));
  const mental = keyedRandom("review-sum", key);
  return { order: finishOrder(plan, { mental, isChecked: true }), beliefs };
}

function readOutput(blocks: Blocks): JsonObject | null {
  const block = blocks("output");
  const [direct] = readObjects(block);
  if (direct !== undefined) return direct;
  // An output kept as text inside JSON.
  try {
    const inner: unknown = JSON.parse(JSON.parse(block) as string);
    return isJsonObject(inner) ? inner : null;
  } catch {
    return null;
  }
}

function differs(order: JsonObject, output: JsonObject, field: string): boolean {
  const pick = (from: JsonObject) => toLeaves({ [field]: from[field] ?? null });
  return !hasEqualLeaves(pick(order), pick(output));
}

function reasonFor(field: string, { choices }: Beliefs): string {
  const rules = (Object.entries(choices) as [ConventionId, string][])
    .filter(([id]) => listFieldsOf(id).some((governed) => governed === field))
    .map(([id, choice]) => wordBriefly(id, choice));
  return rules.length === 0 ? "this does not agree with the message." : rules.join(" ");
}
