import { describe, expect, it } from "vitest";
import { policySchema, type PolicyRule } from "#core/domain/policy.ts";
import {
  findNamelessRule,
  fromRuleDraft,
  moveRule,
  newRuleDraft,
  toRuleDraft,
} from "#renderer/features/settings/policy-draft.ts";

const RULES: readonly PolicyRule[] = [
  {
    name: "small and sure",
    when: { verdicts: ["accept"], kinds: ["prompt"], minEffect: 0.07 },
    action: "approve",
  },
  { name: "tools", when: { kinds: ["tool"], effects: ["pure", "read"], maxResources: 1 }, action: "ask" },
  { name: "rest", when: {}, action: "block" },
];

describe("rules in their fields", () => {
  it("come out as they went in: no field is lost, and none that was empty begins to bind", () => {
    expect(RULES.map(toRuleDraft).map(fromRuleDraft)).toEqual(RULES);
    expect(toRuleDraft(RULES[0]!, 0).minEffect).toBe("7");
  });

  it("can be saved as soon as each has a name of its own; a new one asks about anything", () => {
    const drafts = RULES.map(toRuleDraft);
    const added = newRuleDraft(drafts);
    expect(drafts.map(({ key }) => key)).not.toContain(added.key);
    expect(fromRuleDraft(added)).toEqual({ name: "", when: {}, action: "ask" });
    expect(findNamelessRule([...drafts, added])).toBe("nameless");
    expect(findNamelessRule([...drafts, { ...added, name: " rest " }])).toBe("twice");
    expect(findNamelessRule(drafts)).toBeNull();
    expect(policySchema.safeParse([...RULES, RULES[0]]).success).toBe(false);
  });

  it("change places, as the first that applies decides, and stay at the ends", () => {
    const drafts = RULES.map(toRuleDraft);
    const order = (moved: readonly { readonly name: string }[]) => moved.map(({ name }) => name[0]).join("");
    expect(
      [moveRule(drafts, 0, 1), moveRule(drafts, 2, -1), moveRule(drafts, 0, -1), moveRule(drafts, 2, 1)].map(
        order,
      ),
    ).toEqual(["tsr", "srt", "str", "str"]);
  });
});
