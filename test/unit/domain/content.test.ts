import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { fillPlaceholders, placeholdersIn } from "#core/domain/content/prompt.ts";
import {
  RESOURCE_KINDS,
  resourceKeySchema,
  splitResourceKey,
  toResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import { variablesOf } from "#core/domain/variable.ts";
import {
  agentContent,
  builtinContent,
  environmentContent,
  memoryContent,
  promptContent,
  toolContent,
} from "#test/support/contents.ts";

const VALID: ReadonlyArray<readonly [kind: ResourceKind, content: JsonObject]> = [
  ["prompt", promptContent()],
  ["agent", agentContent()],
  ["tool", toolContent()],
  ["tool", builtinContent()],
  ["environment", environmentContent()],
  ["memory", memoryContent()],
];

/** Where the content is not of its kind, as pointers; empty when it is. */
function faults(kind: ResourceKind, content: unknown): readonly string[] {
  const parsed = parseContent(kind, content);
  return parsed.ok ? [] : parsed.error.map((line) => line.slice(0, line.indexOf(":")));
}

describe("[R2] content has the form of its kind", () => {
  it.each([
    ["tool", "timeoutMs", 1, []],
    ["tool", "timeoutMs", 600_000, []],
    ["tool", "timeoutMs", 0, ["/timeoutMs"]],
    ["tool", "timeoutMs", 600_001, ["/timeoutMs"]],
    ["tool", "timeoutMs", 1.5, ["/timeoutMs"]],
    ["tool", "code", "x".repeat(100_000), []],
    ["tool", "code", "x".repeat(100_001), ["/code"]],
    ["tool", "code", "", ["/code"]],
  ] as const)("a %s's %s is as large as it may be, and no larger (%#)", (kind, field, value, wrong) => {
    expect(faults(kind, { ...toolContent(), [field]: value })).toEqual(wrong);
  });

  it.each(VALID)("a %s as it should be", (kind, content) => {
    expect(parseContent(kind, content)).toEqual({ ok: true, value: { kind, content } });
  });

  it.each(VALID)("a %s keeps fields that nobody knows, at every level that is ours", (kind, content) => {
    const extended = { ...content, later: { a: [1] }, metadata: { owner: "x" } };
    expect(parseContent(kind, extended)).toEqual({ ok: true, value: { kind, content: extended } });
  });

  it.each(
    RESOURCE_KINDS.flatMap((kind) =>
      VALID.filter(([other]) => other !== kind).map(([other, content]) => [other, kind, content] as const),
    ),
  )("a %s is no %s", (_other, kind, content) => {
    expect(faults(kind, content)).not.toEqual([]);
  });

  it.each<readonly [what: string, kind: ResourceKind, content: unknown, pointers: readonly string[]]>([
    ["no object", "prompt", "text", ["/"]],
    ["null", "memory", null, ["/"]],
    ["no description", "memory", { ...memoryContent(), description: "" }, ["/description"]],
    ["a prompt without messages", "prompt", promptContent({ messages: [] }), ["/messages"]],
    [
      "a message without sections",
      "prompt",
      promptContent({ messages: [{ role: "user", sections: [] }] }),
      ["/messages/0/sections"],
    ],
    [
      "a role nobody plays",
      "prompt",
      promptContent({ messages: [{ role: "tool", sections: [{ name: "a", text: "" }] }] }),
      ["/messages/0/role"],
    ],
    [
      "a text that is a list",
      "prompt",
      promptContent({ messages: [{ role: "user", sections: [{ name: "a", text: [] }] }] }),
      ["/messages/0/sections/0/text"],
    ],
    ["a loop nobody runs", "agent", agentContent({ loop: "planning" }), ["/loop"]],
    ["a prompt's name with a path in it", "agent", agentContent({ prompt: "../secret" }), ["/prompt"]],
    [
      "no limit on steps",
      "agent",
      agentContent({ limits: { maxSteps: 0, maxTokens: 1, timeoutMs: 1 } }),
      ["/limits/maxSteps"],
    ],
    [
      "a temperature too hot",
      "agent",
      agentContent({ sampling: { temperature: 2.1 } }),
      ["/sampling/temperature"],
    ],
    ["an effect class of its own", "tool", toolContent({ effect: "harmless" }), ["/effect"]],
    ["a tool that never ends", "tool", toolContent({ timeoutMs: 600_001 }), ["/timeoutMs"]],
    ["a tool without code", "tool", toolContent({ code: "" }), ["/code"]],
    [
      "an input schema that is no object's",
      "tool",
      toolContent({ inputSchema: { type: "string" } }),
      ["/inputSchema/type"],
    ],
    [
      "a mask pointer that is none",
      "tool",
      toolContent({ mask: [{ pointer: "code", learnable: true }] }),
      ["/mask/0/pointer"],
    ],
    [
      "a lock on nothing",
      "tool",
      toolContent({ mask: [{ pointer: "/code", learnable: true, locked: [""] }] }),
      ["/mask/0/locked/0"],
    ],
    [
      "an importance above one",
      "memory",
      memoryContent({ records: [{ id: "1", type: "insight", text: "t", importance: 1.1, provenance: {} }] }),
      ["/records/0/importance"],
    ],
    [
      "a file that is no text",
      "environment",
      environmentContent({ initialState: { files: { a: 1 } } }),
      ["/initialState/files/a"],
    ],
  ])("%s is named by its place", (_what, kind, content, pointers) => {
    expect(faults(kind, content)).toEqual(pointers);
  });
});

describe("[R1] a resource is written KIND/NAME", () => {
  it.each([
    ["prompt/a", true],
    ["tool/order-desk-2", true],
    ["agent/9", true],
    [`memory/${"a".repeat(63)}`, true],
    [`memory/${"a".repeat(64)}`, false],
    ["prompt/", false],
    ["prompt", false],
    ["skill/a", false],
    ["Prompt/a", false],
    ["prompt/A", false],
    ["prompt/-a", false],
    ["prompt/a_b", false],
    ["prompt/a/b", false],
    ["prompt/../a", false],
    ["prompt/a\n", false],
    ["prompt/__proto__", false],
    [7, false],
  ])("%j: %s", (key, isKey) => {
    expect(resourceKeySchema.safeParse(key).success).toBe(isKey);
  });

  it("kind and name come back out of a key", () => {
    for (const kind of RESOURCE_KINDS)
      expect(splitResourceKey(toResourceKey(kind, "a-b"))).toEqual({ kind, name: "a-b" });
  });
});

describe("[R3] the variables of a resource", () => {
  it.each<readonly [kind: ResourceKind, content: JsonObject, variables: readonly string[]]>([
    [
      "prompt",
      promptContent(),
      [
        "/description text -",
        "/messages/0/sections/0/text text -",
        "/messages/0/sections/1/text text learnable 40 House rules:|Never invent.",
        "/messages/1/sections/0/text text learnable",
      ],
    ],
    [
      "agent",
      agentContent(),
      [
        "/description text -",
        "/model/name enum -",
        "/sampling/temperature number learnable",
        "/tools json learnable",
        "/limits/maxSteps number -",
      ],
    ],
    ["tool", toolContent(), ["/description text -", "/code code learnable 200"]],
    ["tool", builtinContent(), ["/description text -"]],
    ["environment", environmentContent(), ["/description text -", "/rules text learnable"]],
    ["memory", memoryContent(), ["/description text -", "/records json learnable"]],
  ])("of a %s are its leaves that may ever be learnable, with what binds them", (kind, raw, variables) => {
    const parsed = parseContent(kind, raw);
    const found = parsed.ok ? variablesOf(parsed.value) : [];
    const lines = found.map(({ pointer, type, learnable, maxTokens, locked }) =>
      [pointer, type, learnable ? "learnable" : "-", maxTokens ?? "", locked.join("|")].join(" ").trim(),
    );
    expect(lines).toEqual(variables);
  });
});

describe("[R12] slots are filled once, and what is filled in is never read as a template", () => {
  it.each<readonly [text: string, values: Readonly<Record<string, string>>, filled: string]>([
    ["{{a}} and {{ b }}", { a: "1", b: "2" }, "1 and 2"],
    ["{{a}}{{a}}", { a: "x" }, "xx"],
    ["{{a}} {{b}}", { a: "{{b}}", b: "secret" }, "{{b}} secret"],
    ["{{{a}}}", { a: "b" }, "{b}"],
    ["{{a}}", { a: "$& $1 $$ `'" }, "$& $1 $$ `'"],
    ["{{unknown}} {{constructor}} {{__proto__}}", { a: "1" }, "{{unknown}} {{constructor}} {{__proto__}}"],
    ["{{a", { a: "1" }, "{{a"],
    ["{{a b}} {{1}} {{}}", { a: "1" }, "{{a b}} {{1}} {{}}"],
  ])("«%s»", (text, values, filled) => {
    expect(fillPlaceholders(text, new Map(Object.entries(values)))).toBe(filled);
  });

  it("are found in order, repeats included", () => {
    expect(placeholdersIn("{{b}} {{ a }} {{b}} {{ not one")).toEqual(["b", "a", "b"]);
  });
});
