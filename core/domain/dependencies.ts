import type { AgentContent } from "./content/agent.ts";
import type { ResourceContent } from "./content/content.ts";
import { toolFactsOf } from "./content/tool-types.ts";
import { toResourceKey, type ResourceKey } from "./resource.ts";

/** The resources that this one names directly: an agent's prompt, tools, environments and memory, and what a tool's type lets it name. */
export function dependenciesOf(resource: ResourceContent): readonly ResourceKey[] {
  switch (resource.kind) {
    case "agent":
      return dependenciesOfAgent(resource.content);
    case "tool":
      return toolFactsOf(resource.content).dependencies(resource.content);
    case "prompt":
    case "environment":
    case "memory":
      return [];
  }
}

function dependenciesOfAgent({ prompt, tools, environments, memory }: AgentContent): readonly ResourceKey[] {
  return [
    toResourceKey("prompt", prompt),
    ...tools.map((name) => toResourceKey("tool", name)),
    ...environments.map((name) => toResourceKey("environment", name)),
    ...memory.map((name) => toResourceKey("memory", name)),
  ];
}
