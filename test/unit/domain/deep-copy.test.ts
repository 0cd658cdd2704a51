import { expect, it } from "vitest";
import { agentContentSchema } from "#core/domain/content/agent.ts";
import { copyDeep } from "#core/domain/deep-copy.ts";
import { agentContent } from "#test/support/contents.ts";

const VERSIONS = { "agent/clerk": "a", "prompt/clerk": "p", "tool/adder": "t" } as const;
const copyWith = (memory: readonly string[]) =>
  copyDeep({
    ...{ from: "agent/clerk", to: "agent/twin", versions: VERSIONS },
    agent: agentContentSchema.parse(agentContent({ memory: [...memory] })),
  });

it("[R35] prompt and memory are copied under the agent's new name, of the versions that were meant; tools are shared", () => {
  expect(copyWith(["notes"])).toEqual([
    { type: "copy", resource: "agent/twin", from: "agent/clerk", version: "a" },
    { type: "copy", resource: "prompt/twin", from: "prompt/clerk", version: "p" },
    { type: "attach", resource: "agent/twin", part: "prompt/twin" },
    { type: "copy", resource: "memory/twin", from: "memory/notes" },
    { type: "detach", resource: "agent/twin", part: "memory/notes" },
    { type: "attach", resource: "agent/twin", part: "memory/twin" },
  ]);
});

it("[R35] of several memories each has a name of its own, and of none nothing is copied", () => {
  const made = copyWith(["notes", "ways"]).flatMap((edit) => (edit.type === "copy" ? [edit.resource] : []));
  expect(made).toEqual(["agent/twin", "prompt/twin", "memory/twin-notes", "memory/twin-ways"]);
  expect(copyWith([])).toHaveLength(3);
});
