import { describe, expect, it } from "vitest";
import type { JsonObject } from "#core/base/json.ts";
import { compileEdits, isChanged } from "#renderer/features/resources/form/compile-edits.ts";
import { suggestMessage } from "#renderer/features/resources/form/suggest-message.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";

const CONTENT: JsonObject = {
  description: "d",
  rules: "Keep this.",
  mask: [{ pointer: "/rules", learnable: true, locked: ["Keep"] }],
};

function draft(change: Partial<FormDraft> = {}): FormDraft {
  return {
    branch: "main",
    kind: "environment",
    name: "desk",
    base: "v1",
    copiedFrom: null,
    opened: CONTENT,
    content: CONTENT,
    json: null,
    unread: {},
    beside: null,
    message: "",
    ...change,
  };
}

describe("a form compiles to edits", () => {
  it("of nothing where nothing was changed", () => {
    expect(compileEdits(draft())).toEqual({ edits: [], read: { "environment/desk": "v1" } });
    expect(isChanged(draft())).toBe(false);
  });

  it("of the whole content, held against the version that was read", () => {
    const content = { ...CONTENT, description: "other" };
    const changed = draft({ content });
    expect(compileEdits(changed)).toEqual({
      edits: [{ type: "update", resource: "environment/desk", content }],
      read: { "environment/desk": "v1" },
    });
    expect(suggestMessage(changed)).toBe("Revise environment/desk: description");
  });

  it("of marks one by one where only those changed, so that others' marks are not overwritten", () => {
    const mask = [
      { pointer: "/rules", learnable: false, maxTokens: 50, locked: ["this."] },
      { pointer: "/description", learnable: true },
    ];
    const resource = "environment/desk";
    expect(compileEdits(draft({ content: { ...CONTENT, mask } })).edits).toEqual([
      { type: "mask", resource, pointer: "/rules", learnable: false, maxTokens: 50 },
      { type: "unlock", resource, pointer: "/rules", text: "Keep" },
      { type: "lock", resource, pointer: "/rules", text: "this." },
      { type: "mask", resource, pointer: "/description", learnable: true, maxTokens: null },
    ]);
  });

  it("of a registration for a new one, with the prompt that was written in its form before it", () => {
    const beside = { name: "clerk", content: { description: "p" } };
    const made = draft({ kind: "agent", name: "clerk", base: null, beside });
    expect(compileEdits(made)).toEqual({
      edits: [
        { type: "register", resource: "prompt/clerk", content: { description: "p" } },
        { type: "register", resource: "agent/clerk", content: CONTENT },
      ],
      read: {},
    });
    const unsaid = { name: "clerk", content: { description: "", other: 1 } };
    expect(compileEdits({ ...made, beside: unsaid }).edits[0]).toEqual({
      type: "register",
      resource: "prompt/clerk",
      content: { description: "d", other: 1 },
    });
  });

  it("of a copy that keeps where it came from, also where it was changed at once", () => {
    const copiedFrom = { resource: "environment/old", version: "v7" } as const;
    const copy = { type: "copy", resource: "environment/desk", from: "environment/old", version: "v7" };
    expect(compileEdits(draft({ base: null, copiedFrom })).edits).toEqual([copy]);
    const content = { ...CONTENT, description: "mine", metadata: { note: 1 } };
    expect(compileEdits(draft({ base: null, copiedFrom, content })).edits).toEqual([
      copy,
      {
        type: "update",
        resource: "environment/desk",
        content: { ...content, metadata: { note: 1, copiedFrom } },
      },
    ]);
  });
});
