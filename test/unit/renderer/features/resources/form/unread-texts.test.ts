import { describe, expect, it } from "vitest";
import { isChanged } from "#renderer/features/resources/form/compile-edits.ts";
import { judgeForm, showFaults } from "#renderer/features/resources/form/judge-form.ts";
import { startingContent } from "#renderer/features/resources/form/starting-content.ts";
import { stillUnread, withoutMember, withUnread } from "#renderer/features/resources/form/unread-texts.ts";
import type { FormDraft, UnreadTexts } from "#renderer/store/form-slice.ts";

const content = { ...startingContent("tool", null), description: "d" };
const DRAFT: FormDraft = {
  ...{ branch: "main", kind: "tool", name: "t", base: "v1", copiedFrom: null },
  ...{ opened: content, content, json: null, unread: {}, beside: null, message: "" },
};
const BROKEN = { text: '{"a": ', fault: "json" } as const;

describe("[L23] what stands in a field and cannot be read stops the whole, and is kept", () => {
  it("is a fault at its place, shown at once, though what could be read before is sound", () => {
    expect(judgeForm(DRAFT, new Set())).toEqual({});
    const draft = { ...DRAFT, unread: { "/examples/0/output": BROKEN } };
    const faults = judgeForm(draft, new Set());
    expect(faults["/examples/0/output"]).toMatch(/no well-formed JSON/);
    // The example that could be read may be an empty list: its field is not empty.
    const emptied = { ...draft, content: { ...content, examples: [{ input: {}, output: [] }] } };
    expect(showFaults(faults, emptied)["/examples/0/output"]).toMatch(/no well-formed JSON/);
    expect(isChanged(draft)).toBe(true);
  });

  it("is told as what it is: no JSON, no object, a name that is another's", () => {
    const unread: UnreadTexts = {
      "/inputSchema": { text: "[]", fault: "object" },
      "/inputSchema/properties/a": { text: "b", fault: "taken" },
    };
    const faults = judgeForm({ ...DRAFT, unread }, new Set());
    expect(faults["/inputSchema"]).toMatch(/JSON of an object/);
    expect(faults["/inputSchema/properties/a"]).toMatch(/Another one has this name/);
  });

  it("goes once it can be read, and where another value was put there", () => {
    const unread = withUnread(withUnread({}, "/examples/0/input", BROKEN), "/timeoutMs", BROKEN);
    expect(withUnread(unread, "/timeoutMs", null)).toEqual({ "/examples/0/input": BROKEN });
    expect(stillUnread(unread, content, { ...content, description: "e" })).toEqual(unread);
    expect(Object.keys(stillUnread(unread, content, { ...content, timeoutMs: 7 }))).toEqual([
      "/examples/0/input",
    ]);
  });

  it("moves up with its example when one before it is taken out, and goes with its own", () => {
    const unread = { "/examples/1/input": BROKEN, "/examples/10/input": BROKEN, "/code": BROKEN };
    expect(Object.keys(withoutMember(unread, "/examples", 0))).toEqual([
      "/examples/0/input",
      "/examples/9/input",
      "/code",
    ]);
    expect(Object.keys(withoutMember(unread, "/examples", 1))).toEqual(["/examples/9/input", "/code"]);
  });
});
