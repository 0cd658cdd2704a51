import { toResourceKey, type ResourceKey } from "./resource.ts";
import type { ResourceContent } from "./content/content.ts";

/** The resources that this one names directly: an agent's prompt, tools, environments and memory. */
export function dependenciesOf(resource: ResourceContent): readonly ResourceKey[] {
  if (resource.kind !== "agent") return [];
  const { prompt, tools, environments, memory } = resource.content;
  return [
    toResourceKey("prompt", prompt),
    ...tools.map((name) => toResourceKey("tool", name)),
    ...environments.map((name) => toResourceKey("environment", name)),
    ...memory.map((name) => toResourceKey("memory", name)),
  ];
}
