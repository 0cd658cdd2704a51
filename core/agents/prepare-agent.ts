import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Closure } from "#core/domain/closure.ts";
import type { AgentContent } from "#core/domain/content/agent.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { MemoryContent } from "#core/domain/content/memory.ts";
import type { PromptContent } from "#core/domain/content/prompt.ts";
import type { ToolContent } from "#core/domain/content/tool.ts";
import type { Pinned, SystemContent } from "#core/domain/rollout.ts";
import { toResourceKey, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { rulesFor } from "#core/models/sent-request.ts";
import { reachableFrom } from "#core/resources/reachable.ts";
import type { ResourceView } from "#core/resources/view.ts";
import { toolTypeOf } from "#core/tools/types/table.ts";

/**
 * An agent with everything it uses, resolved once and good for any number of runs: what its loop may need, whichever
 * that is. The closure names every version that can be reached from it [T1].
 */
export type PreparedAgent = SystemContent;

export type PrepareOptions = {
  readonly provider: ModelProvider;
  /** Stands in for the model the agent names: an overlay, so part of the closure. */
  readonly model?: { readonly provider: string; readonly name: string };
  /** Implementation constants by name, of the runtime (no colon) and of every loop, builtin, environment type and memory (`builtin:done`). */
  readonly implementations: Readonly<Record<string, string>>;
};

/**
 * Resolves an agent at a view. Throws resource-missing for anything absent and lifecycle-illegal for anything that
 * may not run (archived or failed).
 */
export function prepareAgent(view: ResourceView, key: ResourceKey, options: PrepareOptions): PreparedAgent {
  const parts = pinSystem(view, key, options.model);
  const closure = closureOf(parts, { ...options, versions: versionsOf(view, key) });
  return { ...parts, closure, closureId: hashJson(closure) };
}

/** The agent and everything that it uses, with their contents. Throws as `prepareAgent`. */
export function pinSystem(view: ResourceView, key: ResourceKey, model: PrepareOptions["model"]): Parts {
  const agent = withModel(pin(view, key, "agent"), model);
  const { prompt, tools, environments, memory } = agent.content;
  return {
    agent,
    prompt: pin(view, toResourceKey("prompt", prompt), "prompt"),
    tools: tools.map((name) => pin(view, toResourceKey("tool", name), "tool")),
    environments: environments.map((name) => pin(view, toResourceKey("environment", name), "environment")),
    memory: memory.map((name) => pin(view, toResourceKey("memory", name), "memory")),
  };
}

function withModel(agent: Pinned<AgentContent>, model: PrepareOptions["model"]): Pinned<AgentContent> {
  return model === undefined ? agent : { ...agent, content: { ...agent.content, model } };
}

type ContentByKind = {
  readonly agent: AgentContent;
  readonly prompt: PromptContent;
  readonly tool: ToolContent;
  readonly environment: EnvironmentContent;
  readonly memory: MemoryContent;
};

function pin<K extends ResourceKind>(
  view: ResourceView,
  key: ResourceKey,
  kind: K,
): Pinned<ContentByKind[K]> {
  const found = view.get(key);
  if (found.resource.kind !== kind) {
    throw new AppError("input-invalid", `${key} is not an ${kind}.`, {
      hint: `Name a resource of kind ${kind}.`,
    });
  }
  // Sound: the kind was just compared; TypeScript cannot carry that into the mapped type.
  return { key, version: found.version, content: found.resource.content as ContentByKind[K] };
}

/** The versions of all that can be reached from a resource. */
function versionsOf(view: ResourceView, from: ResourceKey): Readonly<Record<ResourceKey, string>> {
  return Object.fromEntries(reachableFrom(view, from).map(({ key, version }) => [key, version]));
}

type Parts = Omit<PreparedAgent, "closure" | "closureId">;

type ClosureOptions = PrepareOptions & Pick<Closure, "versions">;

function closureOf(parts: Parts, { provider, implementations, versions }: ClosureOptions): Closure {
  const { model, sampling } = parts.agent.content;
  return {
    agent: parts.agent.key,
    versions,
    model: {
      provider: provider.id,
      name: model.name,
      endpoint: provider.endpoint,
      sampling: Object.fromEntries(
        Object.entries(sampling).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
      ),
      ...requestsOf(provider, sampling),
      ...(provider.route === undefined ? {} : { route: routeOf(provider.route, sampling) }),
    },
    implementations: {
      ...Object.fromEntries(Object.entries(implementations).filter(([name]) => isInUse(name, parts))),
      [`provider:${provider.id}`]: provider.implementation,
    },
  };
}

/** Each model with how its requests differ: another route is another system. */
function routeOf(
  { order, models }: NonNullable<ModelProvider["route"]>,
  sampling: AgentContent["sampling"],
): NonNullable<Closure["model"]["route"]> {
  return {
    order,
    models: models.map(({ provider, name, endpoint, ...requests }) => ({
      provider,
      name,
      endpoint,
      ...requestsOf(requests, sampling),
    })),
  };
}

/** How requests differ from the usual ones, and what goes beside them: nothing where that is nothing [M20, M27]. */
function requestsOf(
  { rules, dress }: Pick<ModelProvider, "rules" | "dress">,
  sampling: AgentContent["sampling"],
): Pick<Closure["model"], "request" | "dress"> {
  const request = rulesFor(sampling, rules);
  return { ...(request === undefined ? {} : { request }), ...(dress === undefined ? {} : { dress }) };
}

/**
 * What has no colon in its name is under every run; a loop, builtin, environment type or memory only
 * where it is used [T6].
 */
function isInUse(implementation: string, { agent, tools, environments, memory }: Parts): boolean {
  const inUse = [
    `loop:${agent.content.loop}`,
    ...tools.flatMap(({ content }) => toolTypeOf(content).implementationOf(content) ?? []),
    ...environments.map(({ content }) => `environment:${content.type}`),
    ...memory.map(({ content }) => `memory:${content.strategy}`),
  ];
  return !implementation.includes(":") || inUse.includes(implementation);
}
