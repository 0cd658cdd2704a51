import { describe, expect, it } from "vitest";
import { listNewDrafts, newDraftKey } from "#renderer/features/resources/make/new-draft-key.ts";

describe("[L22] drafts of new resources are kept by what they were begun from", () => {
  it("a copy is another draft than one that was begun anew, and than a copy of another", () => {
    const keys = [
      newDraftKey("tool", null),
      newDraftKey("tool", "tool/a"),
      newDraftKey("tool", "tool/b"),
      newDraftKey("agent", null),
    ];
    expect(new Set(keys).size).toBe(4);
    const forms = Object.fromEntries([...keys, "tool/a"].map((key) => [key, key]));
    expect(listNewDrafts(forms)).toEqual([
      { kind: "agent", from: null, draft: keys[3] },
      { kind: "tool", from: null, draft: keys[0] },
      { kind: "tool", from: "tool/a", draft: keys[1] },
      { kind: "tool", from: "tool/b", draft: keys[2] },
    ]);
  });
});
