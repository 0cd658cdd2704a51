import { describe, expect, it } from "vitest";
import { checkName, suggestName } from "#renderer/features/resources/form/check-name.ts";
import { findFaults, withoutEmpty } from "#renderer/features/resources/form/find-faults.ts";
import { placeRefusal } from "#renderer/features/resources/form/place-refusal.ts";
import { isDrawable } from "#renderer/features/resources/form/is-drawable.ts";
import { startingContent } from "#renderer/features/resources/form/starting-content.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import { RESOURCE_KINDS, type ResourceKey } from "#core/domain/resource.ts";

const TAKEN: ReadonlySet<ResourceKey> = new Set<ResourceKey>(["tool/calculator"]);

const NAMES: ReadonlyArray<readonly [name: string, said: RegExp | null]> = [
  ["word-count", null],
  ["", /needs a name/],
  ["Word Count", /lower-case/],
  ["-a", /starts with a letter or digit/],
  ["a".repeat(64), /1 to 63/],
  ["tool/adder", /the name alone, adder/],
  ["prompt/adder", /another kind, prompt/],
  ["calculator", /already a resource tool\/calculator/],
  ["constructor", null],
  ["wörd", /lower-case/],
];

describe("[L23] what would be refused is said at its field before it is asked for", () => {
  for (const [name, said] of NAMES) {
    it(`the name "${name.slice(0, 20)}" is ${said === null ? "taken as it is" : "told what is wrong with it"}`, () => {
      const fault = checkName("tool", name, TAKEN);
      if (said === null) expect(fault).toBeNull();
      else expect(fault).toMatch(said);
    });
  }

  it("the nearest name is offered, and none where nothing is left", () => {
    expect(suggestName("Größe & Word  Count!")).toBe("gro-e-word-count");
    expect(suggestName("???")).toBeNull();
  });

  it("a secret, and signs that nobody sees, stand at the text that holds them", () => {
    const opened = startingContent("environment", null);
    const key = `sk-${"a1".repeat(12)}`;
    const content = {
      ...opened,
      description: "safe\u{e0041}\u{e0042}",
      rules: key,
      initialState: { files: { "a/b.txt": `x ${key}` } },
    };
    const faults = findFaults({ kind: "environment", content, opened });
    expect(faults["/description"]).toMatch(/nobody can see: 2 tag characters/);
    expect(faults["/rules"]).toMatch(/an OpenAI-style key/);
    expect(faults["/initialState/files/a~1b.txt"]).toMatch(/an OpenAI-style key/);
  });

  it("signs that came with the resource and were left as they are do not stop an edit of something else", () => {
    const opened = { ...startingContent("memory", null), description: "old\u{202e}dlo" };
    const content = { ...opened, limits: { maxRecords: 3, maxTokens: 5 } };
    expect(findFaults({ kind: "memory", content, opened })).toEqual({});
  });

  it("what is longer than a version may be is told at its longest text, and not asked about", () => {
    const opened = startingContent("environment", null);
    const content = { ...opened, description: "d", rules: "x".repeat(2_000_000) };
    const faults = findFaults({ kind: "environment", content, opened });
    expect(Object.keys(faults)).toEqual(["/rules"]);
    expect(faults["/rules"]).toMatch(/at most 2,000,000/);
  });

  it("a field that is still empty is no fault before somebody says that it is done", () => {
    const content = startingContent("agent", null);
    const faults = findFaults({ kind: "agent", content, opened: content });
    expect(Object.keys(faults)).toEqual(
      expect.arrayContaining(["/description", "/prompt", "/model/provider", "/model/name", "/inputs"]),
    );
    expect(withoutEmpty(faults, content)).toEqual({});
    const half = { ...content, limits: { maxSteps: 0, maxTokens: 1, timeoutMs: 1 } };
    const told = withoutEmpty(findFaults({ kind: "agent", content: half, opened: content }), half);
    expect(Object.keys(told)).toEqual(["/limits/maxSteps"]);
  });
});

const REFUSALS: ReadonlyArray<
  readonly [code: string, message: string, kind: FormDraft["kind"], place: string | null]
> = [
  ["resource-exists", "There is already a resource tool/x.", "tool", "name"],
  ["build-failed", "tool/x cannot be built: example 1: {} gives 1, not 2", "tool", "/examples"],
  ["build-failed", "tool/x cannot be built: Unexpected token", "tool", "/code"],
  ["constraint-violated", "/rules has 900 tokens, over its limit of 3.", "environment", "/rules"],
  [
    "locked-region",
    'The change of environment/x is refused. /rules holds a locked region: "a"',
    "environment",
    "/rules",
  ],
  [
    "interface-broken",
    "agent/x would no longer work: two of its tools or actions are called done.",
    "agent",
    null,
  ],
  ["interface-broken", "agent/x would no longer work: tool/y does not exist.", "agent", "/tools"],
  [
    "interface-broken",
    "agent/x would no longer work: prompt/p asks for {{a}}, which the agent's tasks do not bring.",
    "agent",
    "/inputs",
  ],
  ["internal", "It broke.", "prompt", null],
];

describe("a refusal of the host is put at the field that it is about", () => {
  for (const [code, message, kind, place] of REFUSALS) {
    it(`${code}: ${message.slice(0, 50)} → ${place ?? "the whole"}`, () => {
      const content = startingContent(kind, null);
      expect(placeRefusal({ code, message }, { content, kind } as FormDraft)).toBe(place);
    });
  }
});

describe("what was typed as JSON is drawn as a form only where its fields can draw it", () => {
  for (const kind of RESOURCE_KINDS) {
    it(`${kind}: its own start is, and no list in place of an object is`, () => {
      const start = startingContent(kind, null);
      expect(isDrawable(kind, start)).toBe(true);
      for (const [key, part] of Object.entries(start)) {
        const other = typeof part === "object" ? "text" : [];
        expect([key, isDrawable(kind, { ...start, [key]: other })]).toEqual([key, false]);
      }
    });
  }

  it("a schema with other arguments than a new tool has is drawn like any", () => {
    const start = startingContent("tool", null);
    const inputSchema = { type: "object", properties: { other: { type: "number" } } };
    expect(isDrawable("tool", { ...start, inputSchema, examples: [{ input: 3, output: [1] }] })).toBe(true);
    expect(isDrawable("tool", { ...start, examples: [3] })).toBe(false);
  });
});
