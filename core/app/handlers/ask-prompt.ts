import { AppError } from "#core/base/app-error.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import { renderPrompt } from "#core/domain/content/render-prompt.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { CapChanges, ModelChoice, UnknownPrice } from "#core/domain/session.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { chooseAgent } from "#core/app/defaults.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import { slotsOf } from "#core/app/prompt-places.ts";
import { overlaidView } from "#core/app/registry/overlaid-view.ts";
import { commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";
import { runOnce } from "./run-once.ts";

type AskedPrompt = {
  readonly resource: ResourceKey;
  readonly at: string;
  readonly edits?: readonly AskedEdit[] | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly model?: ModelChoice | undefined;
  readonly caps?: CapChanges;
  readonly unknownPrice?: UnknownPrice | undefined;
};

/** One answer: generous, as a person waits for it and may end it. */
const LIMITS = { maxSteps: 1, maxTokens: 1_000_000, timeoutMs: 300_000 };

/**
 * Asks a prompt as one call. The agent around it is laid over the registry and is in no commit, so that budget, price, keys,
 * tape and trace are those of any run [L19]. Throws path-refused to who is no person, input-invalid where a place is not
 * filled, or where a value has none.
 */
export async function askPrompt(context: AppContext, asked: AskedPrompt, signal: AbortSignal) {
  const { resource, at, edits = [], values, ...choice } = asked;
  requirePerson(context.caller, "ask a prompt by itself");
  const view = overlaidView(context, commitNamed(context.store, at), edits);
  const prompt = promptAt(view, resource);
  refuseStrangeValues(prompt, values);
  const messages = renderPrompt(prompt, values);
  const model = asked.model ?? usualModel(context, view, resource);
  const name = freeName(view);
  const run = await runOnce(
    context,
    {
      ...choice,
      at,
      model,
      agent: name,
      task: values,
      edits: [
        ...edits,
        {
          type: "register",
          resource: toResourceKey("agent", name),
          content: agentAround(resource, prompt, model),
        },
      ],
    },
    signal,
  );
  return { ...run, messages };
}

function promptAt(view: ResourceView, key: ResourceKey): PromptContent {
  const { resource } = view.get(key);
  if (resource.kind === "prompt") return resource.content;
  throw new AppError("input-invalid", `${key} is not a prompt.`, { hint: "Name one, as prompt/NAME." });
}

function refuseStrangeValues(prompt: PromptContent, values: AskedPrompt["values"]): void {
  const slots = slotsOf(prompt);
  const strange = Object.keys(values).filter((name) => !slots.includes(name));
  if (strange.length === 0) return;
  const there = slots.length === 0 ? "It has none." : `It has ${slots.join(", ")}.`;
  throw new AppError("input-invalid", `The prompt has no place for ${strange.join(", ")}. ${there}`, {
    hint: "Name the places as the prompt does.",
  });
}

/** That of the first agent which has this prompt, else of the workspace's agent. */
function usualModel(context: AppContext, view: ResourceView, prompt: ResourceKey): ModelChoice {
  const own = view.listUsable("agent").find((agent) => {
    const { resource } = view.get(agent);
    return resource.kind === "agent" && resource.content.prompt === splitResourceKey(prompt).name;
  });
  return modelOf(view, own ?? chooseAgent(context, view, undefined));
}

/** A name that no agent has. */
function freeName(view: ResourceView): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? "one-call" : `one-call-${count}`;
    if (view.find(toResourceKey("agent", name)) === null) return name;
  }
}

/** A prompt that asks for nothing is asked by an agent that takes a text which goes nowhere. */
const NO_INPUT = "task";

function agentAround(
  prompt: ResourceKey,
  content: PromptContent,
  { provider, name, baseUrl }: ModelChoice,
): JsonObject {
  const slots = slotsOf(content);
  return {
    description: `Asks ${prompt} once.`,
    mask: [],
    loop: "chat",
    prompt: splitResourceKey(prompt).name,
    inputs: slots.length === 0 ? [NO_INPUT] : [...slots],
    model: { provider, name, ...(baseUrl === undefined ? {} : { baseUrl }) },
    sampling: {},
    tools: [],
    environments: [],
    memory: [],
    limits: LIMITS,
  };
}
