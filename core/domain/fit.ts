import type { AgentContent } from "./content/agent.ts";
import type { ResourceContent } from "./content/content.ts";
import { dependenciesOf } from "./dependencies.ts";
import { isUsable, type Lifecycle } from "./lifecycle.ts";
import { toResourceKey, type ResourceKey } from "./resource.ts";

export type Neighbour = { readonly resource: ResourceContent; readonly lifecycle: Lifecycle };
export type Lookup = (key: ResourceKey) => Neighbour | null;

/** Whether a resource fits what it depends on: one sentence per misfit, empty when it does [R7]. */
export function findMisfits(resource: ResourceContent, lookup: Lookup): readonly string[] {
  const missing = dependenciesOf(resource)
    .map((key) => ({ key, found: lookup(key) }))
    .filter(({ found }) => found === null || !isUsable(found.lifecycle))
    .map(({ key, found }) => (found === null ? `${key} does not exist` : `${key} is ${found.lifecycle}`));
  if (resource.kind !== "agent") return missing;
  return [...missing, ...promptMisfits(resource.content, lookup), ...nameClashes(resource.content, lookup)];
}

/** The prompt may ask only for what a task brings. */
function promptMisfits(agent: AgentContent, lookup: Lookup): string[] {
  const prompt = lookup(toResourceKey("prompt", agent.prompt))?.resource;
  if (prompt?.kind !== "prompt") return [];
  return Object.keys(prompt.content.inputSchema.properties)
    .filter((name) => !agent.inputs.includes(name))
    .map((name) => `prompt/${agent.prompt} asks for {{${name}}}, which the agent's tasks do not bring`);
}

/** A model addresses tools and actions by one flat name. */
function nameClashes(agent: AgentContent, lookup: Lookup): string[] {
  const actions = agent.environments.flatMap((name) => {
    const environment = lookup(toResourceKey("environment", name))?.resource;
    return environment?.kind === "environment"
      ? environment.content.actions.map((action) => action.name)
      : [];
  });
  const names = [...agent.tools, ...actions];
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map(
    (name) => `two of its tools or actions are called ${name}`,
  );
}
