import { expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { parseContent, type ResourceContent } from "#core/domain/content/content.ts";
import { dependenciesOf } from "#core/domain/dependencies.ts";
import { findMisfits } from "#core/domain/fit.ts";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import { agentContent, environmentContent, HOUSE, promptContent } from "#test/support/contents.ts";

function parse(key: ResourceKey, raw: JsonObject): ResourceContent {
  const parsed = parseContent(splitResourceKey(key).kind, raw);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.error.join("; "));
}

type House = Readonly<
  Record<string, { readonly content?: JsonObject; readonly lifecycle?: Lifecycle } | null>
>;

/** What keeps the agent from working in the house with these things other than they are; null is not there. */
function misfits(agent: JsonObject, changed: House = {}): readonly string[] {
  return findMisfits(parse("agent/clerk", agent), (key) => {
    const other = changed[key];
    const content = other?.content ?? HOUSE.get(key);
    if (other === null || content === undefined) return null;
    return { resource: parse(key, content), lifecycle: other?.lifecycle ?? "active" };
  });
}

it("[R7] an agent depends on its prompt, tools, environments and memory, the others on nothing", () => {
  const dependencies = [...HOUSE].map(([key, content]) => dependenciesOf(parse(key, content)));
  const own = ["prompt/clerk", "tool/adder", "tool/done", "environment/files", "memory/notes"];
  expect(dependencies.filter((keys) => keys.length > 0)).toEqual([own]);
});

it.each<readonly [what: string, agent: JsonObject, changed: House, problems: readonly string[]]>([
  ["everything in place", agentContent(), {}, []],
  ["a tool that is not there", agentContent(), { "tool/adder": null }, ["tool/adder does not exist"]],
  [
    "a tool that is archived",
    agentContent(),
    { "tool/adder": { lifecycle: "archived" } },
    ["tool/adder is archived"],
  ],
  [
    "memory that failed",
    agentContent(),
    { "memory/notes": { lifecycle: "failed" } },
    ["memory/notes is failed"],
  ],
  ["a deprecated tool still works", agentContent(), { "tool/adder": { lifecycle: "deprecated" } }, []],
  ["a prompt that is not there", agentContent({ prompt: "none" }), {}, ["prompt/none does not exist"]],
  [
    "a prompt that asks for what no task brings",
    agentContent(),
    {
      "prompt/clerk": {
        content: promptContent({ inputSchema: { type: "object", properties: { message: {}, name: {} } } }),
      },
    },
    ["prompt/clerk asks for {{name}}, which the agent's tasks do not bring"],
  ],
  ["inputs that no prompt asks for", agentContent({ inputs: ["message", "name"] }), {}, []],
  [
    "a tool named twice",
    agentContent({ tools: ["adder", "adder"] }),
    {},
    ["two of its tools or actions are called adder"],
  ],
  [
    "an action called like a tool",
    agentContent(),
    {
      "environment/files": {
        content: environmentContent({
          actions: [{ name: "adder", description: "d", inputSchema: { type: "object" }, effect: "read" }],
        }),
      },
    },
    ["two of its tools or actions are called adder"],
  ],
])("[R7] %s", (_what, agent, changed, problems) => {
  expect(misfits(agent, changed)).toEqual(problems);
});
