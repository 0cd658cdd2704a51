import { isUsable } from "#core/domain/lifecycle.ts";
import { AppError } from "#core/base/app-error.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { findMisfits } from "#core/domain/fit.ts";
import type { OptimizerName } from "#core/domain/optimizers/plan.ts";
import { planOf } from "#core/domain/optimizers/table.ts";
import type { SessionConfig } from "#core/domain/session.ts";
import {
  findOperatorPrompt,
  type BuiltInLookup,
  type OperatorPrompt,
} from "#core/evolution/operator-prompt.ts";
import { DISTILL_PROMPT } from "#core/memory/distill-question.ts";
import type { FoundResource, ResourceView } from "#core/resources/view.ts";

export type Supply = {
  readonly view: ResourceView;
  readonly builtIn: BuiltInLookup;
  /** Names of what this program has in code, such as `builtin:done`. */
  readonly implementations: Readonly<Record<string, string>>;
};

/**
 * Throws resource-missing, naming each of them, where the workspace lacks something that the session's agent or its
 * optimizer needs and the program does not ship, or has it in a form that this program cannot use: the session would fail
 * in the middle, after money was spent [R18].
 */
export function refuseLacking({ agent, optimizer }: SessionConfig, supply: Supply): void {
  const lacking = [...findAgentLacks(agent, supply), ...findPromptLacks(optimizer.type, supply)];
  if (lacking.length === 0) return;
  throw new AppError("resource-missing", `A session cannot run here: ${lacking.join("; ")}.`, {
    hint: "Bring back what is missing, correct what does not fit, or choose another agent.",
  });
}

function findAgentLacks(agent: SessionConfig["agent"], supply: Supply): readonly string[] {
  const { view } = supply;
  const found = view.find(agent);
  if (found === null) return [`${agent} does not exist`];
  if (!isUsable(found.lifecycle)) return [`${agent} is ${found.lifecycle}`];
  const misfits = findMisfits(found.resource, view.lookup).map(
    (text) => `${agent} does not work, as ${text}`,
  );
  return [...misfits, ...findUnknownBuiltins(agent, supply)];
}

/** A workspace of another version of the program may name what this one does not have. */
function findUnknownBuiltins(
  agent: SessionConfig["agent"],
  { view, implementations }: Supply,
): readonly string[] {
  return dependenciesOf(view.get(agent).resource).flatMap((key) => {
    const resource = view.find(key)?.resource;
    if (resource?.kind !== "tool" || resource.content.type !== "builtin") return [];
    const { implementation } = resource.content;
    const isKnown = Object.hasOwn(implementations, `builtin:${implementation}`);
    return isKnown ? [] : [`${key} is the builtin "${implementation}", which this program does not have`];
  });
}

/** Of what the optimizer asks with, and of what the notes at the end of its sessions are asked for with. */
function findPromptLacks(optimizer: OptimizerName, { view, builtIn }: Supply): readonly string[] {
  return [...planOf(optimizer).prompts, DISTILL_PROMPT].flatMap((name) => {
    const found = findOperatorPrompt(view, name, builtIn);
    if (found === null)
      return [`the optimizer ${optimizer} needs prompt/${name}, which is neither in use nor shipped`];
    return findUnfilledSlots(found, builtIn(found.key));
  });
}

/** What the program ships names all that it fills in; a prompt of another version may ask for more. */
function findUnfilledSlots(
  { key, content }: OperatorPrompt,
  shipped: FoundResource | null,
): readonly string[] {
  if (shipped?.resource.kind !== "prompt") return [];
  const filled = shipped.resource.content.inputSchema.properties;
  return Object.keys(content.inputSchema.properties)
    .filter((slot) => !Object.hasOwn(filled, slot))
    .map((slot) => `${key} asks for {{${slot}}}, which this program does not fill`);
}
