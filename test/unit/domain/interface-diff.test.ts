import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { diffInterface, interfaceOf, type InterfaceChange } from "#core/domain/interface-diff.ts";
import { FIRST_LABEL, nextLabel, type Label } from "#core/domain/label.ts";
import type { ResourceKind } from "#core/domain/resource.ts";
import {
  agentContent,
  builtinContent,
  environmentContent,
  memoryContent,
  promptContent,
  promptWith,
  toolContent,
} from "#test/support/contents.ts";

/** The one place that calls it: what dependents would see of the change. */
function diff(kind: ResourceKind, before: JsonObject, after: JsonObject): readonly InterfaceChange[] {
  const [a, b] = [before, after].map((raw) => {
    const parsed = parseContent(kind, raw);
    if (!parsed.ok) throw new Error(parsed.error.join("; "));
    return interfaceOf(parsed.value);
  });
  return diffInterface(a!, b!);
}

const input = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  inputSchema: { type: "object", properties, required },
});
const action = (name: string, fields: JsonObject = {}): JsonObject => ({
  name,
  description: "d",
  inputSchema: { type: "object", properties: {} },
  effect: "read",
  ...fields,
});
const NUMBER = { type: "number" };

type Row = readonly [
  what: string,
  kind: ResourceKind,
  before: JsonObject,
  after: JsonObject,
  bump: Label,
  texts: readonly string[],
];

const ROWS: readonly Row[] = [
  [
    "an agent's input that is gone",
    "agent",
    agentContent({ inputs: ["question", "hint"] }),
    agentContent({ inputs: ["question"] }),
    "3.0.0",
    ["run: input hint was removed"],
  ],
  [
    "one more that every task has to bring",
    "agent",
    agentContent({ inputs: ["question"] }),
    agentContent({ inputs: ["question", "hint"] }),
    "3.0.0",
    ["run: required input hint was added"],
  ],
  ["other code", "tool", toolContent(), toolContent({ code: "2" }), "2.5.8", []],
  ["another description", "tool", toolContent(), toolContent({ description: "x" }), "2.5.8", []],
  ["another text", "prompt", promptContent(), promptWith("House rules: Never invent."), "2.5.8", []],
  [
    "other records",
    "memory",
    memoryContent(),
    memoryContent({ records: [{ id: "1", type: "insight", text: "t", importance: 1, provenance: {} }] }),
    "2.5.8",
    [],
  ],
  [
    "another description of an input",
    "tool",
    toolContent(input({ a: NUMBER })),
    toolContent(input({ a: { ...NUMBER, description: "d", title: "t" } })),
    "2.5.8",
    [],
  ],
  [
    "an optional input",
    "tool",
    toolContent(input({ a: NUMBER }, ["a"])),
    toolContent(input({ a: NUMBER, b: NUMBER }, ["a"])),
    "2.6.0",
    ["run: optional input b was added"],
  ],
  [
    "an input that became optional",
    "tool",
    toolContent(input({ a: NUMBER }, ["a"])),
    toolContent(input({ a: NUMBER })),
    "2.6.0",
    ["run: input a became optional"],
  ],
  [
    "an action",
    "environment",
    environmentContent({ actions: [action("a")] }),
    environmentContent({ actions: [action("a"), action("b")] }),
    "2.6.0",
    ["action b was added"],
  ],
  [
    "a required input",
    "tool",
    toolContent(input({})),
    toolContent(input({ a: NUMBER }, ["a"])),
    "3.0.0",
    ["run: required input a was added"],
  ],
  [
    "an input removed",
    "tool",
    toolContent(input({ a: NUMBER })),
    toolContent(input({})),
    "3.0.0",
    ["run: input a was removed"],
  ],
  [
    "an input that became required",
    "tool",
    toolContent(input({ a: NUMBER })),
    toolContent(input({ a: NUMBER }, ["a"])),
    "3.0.0",
    ["run: input a became required"],
  ],
  [
    "an input of another type",
    "tool",
    toolContent(input({ a: NUMBER })),
    toolContent(input({ a: { type: "string" } })),
    "3.0.0",
    ["run: input a takes other values"],
  ],
  [
    "an input tightened",
    "tool",
    toolContent(input({ a: NUMBER })),
    toolContent(input({ a: { ...NUMBER, minimum: 1 } })),
    "3.0.0",
    ["run: input a takes other values"],
  ],
  [
    "another output",
    "tool",
    toolContent(),
    toolContent({ outputSchema: { type: "object" } }),
    "3.0.0",
    ["run: its result or effect changed"],
  ],
  [
    "another effect class",
    "tool",
    toolContent(),
    toolContent({ effect: "external" }),
    "3.0.0",
    ["what it is allowed or promises to do changed"],
  ],
  [
    "more capabilities",
    "tool",
    toolContent(),
    toolContent({ capabilities: ["net"] }),
    "3.0.0",
    ["what it is allowed or promises to do changed"],
  ],
  [
    "capabilities in another order",
    "tool",
    toolContent({ capabilities: ["a", "b"] }),
    toolContent({ capabilities: ["b", "a"] }),
    "2.5.8",
    [],
  ],
  [
    "code in place of a builtin, same promise",
    "tool",
    builtinContent(),
    { ...toolContent(), ...input({ output: {} }, ["output"]), outputSchema: undefined as never },
    "2.5.8",
    [],
  ],
  [
    "an action removed",
    "environment",
    environmentContent({ actions: [action("a"), action("b")] }),
    environmentContent({ actions: [action("a")] }),
    "3.0.0",
    ["action b was removed"],
  ],
  [
    "an action renamed",
    "environment",
    environmentContent({ actions: [action("a")] }),
    environmentContent({ actions: [action("b")] }),
    "3.0.0",
    ["action a was removed", "action b was added"],
  ],
  [
    "an action's effect",
    "environment",
    environmentContent({ actions: [action("a")] }),
    environmentContent({ actions: [action("a", { effect: "write" })] }),
    "3.0.0",
    ["a: its result or effect changed"],
  ],
  [
    "a slot of a prompt",
    "prompt",
    promptContent(),
    promptContent(input({ message: { type: "string" }, name: {} }, ["message", "name"])),
    "3.0.0",
    ["run: required input name was added"],
  ],
  [
    "another loop",
    "agent",
    agentContent(),
    agentContent({ loop: "chat" }),
    "3.0.0",
    ["what it is allowed or promises to do changed"],
  ],
  ["other tools of an agent", "agent", agentContent(), agentContent({ tools: [] }), "2.5.8", []],
];

describe("[V4] the label follows from what dependents can see of a change", () => {
  it.each(ROWS)("%s", (_what, kind, before, after, bump, texts) => {
    const changes = diff(kind, before, after);
    expect([nextLabel("2.5.7", changes), changes.map(({ text }) => text)]).toEqual([bump, texts]);
  });

  it("broken things come first, and one of them outweighs whatever was gained", () => {
    const before = toolContent(input({ a: NUMBER, b: NUMBER }));
    const after = toolContent(input({ a: NUMBER, c: NUMBER }));
    expect(diff("tool", before, after).map(({ kind }) => kind)).toEqual(["broken", "added"]);
  });

  it("labels count up without end, from 1.0.0", () => {
    expect(FIRST_LABEL).toBe("1.0.0");
    expect(nextLabel("9.9.9", [])).toBe("9.9.10");
    expect(nextLabel("9.9.9", [{ kind: "added", text: "" }])).toBe("9.10.0");
    expect(nextLabel("99.1.1", [{ kind: "broken", text: "" }])).toBe("100.0.0");
  });
});
