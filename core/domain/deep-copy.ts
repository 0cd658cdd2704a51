import type { AgentContent } from "./content/agent.ts";
import type { AskedEdit } from "./edit.ts";
import { splitResourceKey, toResourceKey, type ResourceKey } from "./resource.ts";

export type DeepCopy = {
  readonly from: ResourceKey;
  readonly to: ResourceKey;
  /** What the agent that is copied holds. */
  readonly agent: AgentContent;
  /** Which versions are copied, by resource; where none is named, the ones in force. */
  readonly versions: Readonly<Partial<Record<ResourceKey, string>>>;
};

/**
 * An agent copied with what is its own: its prompt and its memory, under its new name. Tools and environments are called by
 * their names, which stand in prompts, and go on being shared [R35].
 */
export function copyDeep({ from, to, agent, versions }: DeepCopy): readonly AskedEdit[] {
  const { name } = splitResourceKey(to);
  const prompt = toResourceKey("prompt", name);
  const copyOf = (resource: ResourceKey, source: ResourceKey): AskedEdit => ({
    ...{ type: "copy", resource, from: source },
    ...(versions[source] === undefined ? {} : { version: versions[source] }),
  });
  const memories = agent.memory.map((old) => ({
    old: toResourceKey("memory", old),
    copy: toResourceKey("memory", agent.memory.length === 1 ? name : `${name}-${old}`),
  }));
  return [
    copyOf(to, from),
    copyOf(prompt, toResourceKey("prompt", agent.prompt)),
    { type: "attach", resource: to, part: prompt },
    ...memories.flatMap(({ old, copy }): AskedEdit[] => [
      copyOf(copy, old),
      { type: "detach", resource: to, part: old },
      { type: "attach", resource: to, part: copy },
    ]),
  ];
}
