import { describe, expect, it } from "vitest";
import type { PolicyRule } from "#core/domain/policy.ts";
import { diffPolicies } from "#renderer/features/settings/policy-diff.ts";

const rule = (name: string, action: PolicyRule["action"] = "ask"): PolicyRule => ({ name, when: {}, action });
const [A, B] = [rule("a"), rule("b")];
const NONE = { added: [], removed: [], isReordered: false, decides: null };

describe("[P15] what a saved policy changed", () => {
  it.each([
    ["nothing", [A], [A], NONE],
    ["a rule more", null, [A], { ...NONE, added: [A] }],
    ["all of them gone", [A, B], null, { ...NONE, removed: [A, B] }],
    ["another order, which decides", [A, B], [B, A], { ...NONE, isReordered: true }],
    ["what a rule does", [A], [rule("a", "block")], { ...NONE, removed: [A], added: [rule("a", "block")] }],
  ])("%s", (_what, before, after, expected) => {
    expect(diffPolicies({ approve: null, rules: before }, { approve: null, rules: after })).toEqual(expected);
  });

  it("who decides, of which nothing said means that a person is asked", () => {
    expect(diffPolicies({ approve: null, rules: null }, { approve: "ask", rules: null }).decides).toBeNull();
    expect(diffPolicies({ approve: null, rules: null }, { approve: "rules", rules: [A] }).decides).toEqual({
      before: "ask",
      after: "rules",
    });
  });
});
