import { describe, expect, it } from "vitest";
import { allHunks, findParts, valuesWithout } from "#renderer/features/improve/review/choice/parts.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";

const RULES = "/messages/0/sections/0/text";

function variable(pointer: string, type: "text" | "code" | "json", value: never) {
  return {
    pointer,
    type,
    value,
    learnable: true,
    maxTokens: null,
    locked: pointer === RULES ? ["House"] : [],
  };
}

const PROMPT: Resource = {
  kind: "prompt",
  name: "clerk",
  version: "v1",
  label: "1.0.0",
  state: "active",
  description: "",
  content: {
    description: "d",
    inputSchema: { type: "object" },
    messages: [{ role: "system", sections: [{ name: "rules", text: "House\nOld rule." }] }],
  },
  variables: [
    variable("/description", "text", "d" as never),
    variable(RULES, "text", "House\nOld rule." as never),
  ],
  dependents: [],
};
const MEMORY: Resource = {
  ...PROMPT,
  kind: "memory",
  name: "notes",
  content: { records: [{ id: "a", text: "x" }] },
  variables: [variable("/records", "json", [{ id: "a", text: "x" }] as never)],
};
const CHANGES = [
  { resource: "prompt/clerk", path: RULES, before: "House\nOld rule.", after: "House\nNew rule.\nOne more." },
  // Arrays of one length are compared element by element: the variable is above the place that differs.
  { resource: "memory/notes", path: "/records/0/text", before: "x", after: "y" },
  { resource: "prompt/clerk", path: "/inputSchema/type", before: "object", after: "array" },
] as const;

const { parts, others } = findParts({ changes: [...CHANGES], steps: [] }, [PROMPT, MEMORY]);

describe("the variables that a proposal changes", () => {
  it("are found from the paths that differ, with their whole new value and their locks", () => {
    expect(
      parts.map(({ resource, pointer, after, locked }) => ({ resource, pointer, after, locked })),
    ).toEqual([
      { resource: "prompt/clerk", pointer: RULES, after: "House\nNew rule.\nOne more.", locked: ["House"] },
      { resource: "memory/notes", pointer: "/records", after: [{ id: "a", text: "y" }], locked: [] },
    ]);
  });

  it("what lies outside every variable is kept apart: it cannot be taken in parts", () => {
    expect(others.map(({ path }) => path)).toEqual(["/inputSchema/type"]);
  });

  it("a part of which nothing is taken is not among the values of what remains", () => {
    const [first, second] = allHunks(parts);
    expect(valuesWithout(parts, new Set([first?.id ?? "", second?.id ?? ""]))).toEqual([
      { resource: "memory/notes", pointer: "/records", value: [{ id: "a", text: "y" }] },
    ]);
  });
});
