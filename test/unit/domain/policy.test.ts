import { describe, expect, it } from "vitest";
import {
  applyPolicy,
  ASK_POLICY,
  GATE_POLICY,
  policyOf,
  policyRuleSchema,
  type PolicyCase,
  type PolicyRule,
} from "#core/domain/policy.ts";

const CASE: PolicyCase = { verdict: "accept", effect: 0.05, kinds: ["prompt"], effects: [] };
const rule = (when: PolicyRule["when"], action: PolicyRule["action"] = "approve"): PolicyRule => ({
  name: "it",
  when,
  action,
});

/** One rule under test, with one behind it that blocks whatever it lets through. */
function outcome(when: PolicyRule["when"], subject: Partial<PolicyCase> = {}): string {
  return applyPolicy([rule(when), { name: "rest", when: {}, action: "block" }], { ...CASE, ...subject }).rule;
}

describe("[P9] the first rule whose every condition holds decides", () => {
  it.each<
    readonly [what: string, when: PolicyRule["when"], subject: Partial<PolicyCase>, fires: "it" | "rest"]
  >([
    ["no condition", {}, {}, "it"],
    ["the verdict", { verdicts: ["accept"] }, {}, "it"],
    ["another verdict", { verdicts: ["reject", "undecided"] }, {}, "rest"],
    ["all kinds among those named", { kinds: ["prompt", "memory"] }, { kinds: ["memory", "prompt"] }, "it"],
    ["one kind not among them", { kinds: ["prompt"] }, { kinds: ["prompt", "tool"] }, "rest"],
    ["all effect classes among those named", { effects: ["pure"] }, { effects: ["pure", "pure"] }, "it"],
    [
      "one effect class not among them",
      { effects: ["pure", "read"] },
      { effects: ["pure", "external"] },
      "rest",
    ],
    ["no tool, so no effect class to object to", { effects: ["pure"] }, {}, "it"],
    ["exactly the effect", { minEffect: 0.05 }, {}, "it"],
    ["less than the effect", { minEffect: 0.051 }, {}, "rest"],
    ["an effect nobody knows", { minEffect: -1 }, { effect: null }, "rest"],
    ["exactly so many resources", { maxResources: 1 }, {}, "it"],
    ["one resource more", { maxResources: 1 }, { kinds: ["prompt", "tool"] }, "rest"],
    ["all but one condition", { verdicts: ["accept"], kinds: ["prompt"], minEffect: 0.9 }, {}, "rest"],
  ])("%s", (_what, when, subject, fires) => {
    expect(outcome(when, subject)).toBe(fires);
  });

  it("[P15] a session goes by the list that it names, and by no other's rules", () => {
    const policy = [rule({}, "block")];
    expect((["ask", "gate", "rules"] as const).map((approve) => policyOf({ approve, policy }))).toEqual([
      ASK_POLICY,
      GATE_POLICY,
      policy,
    ]);
    expect(policyOf({ approve: "rules" })).toEqual(ASK_POLICY);
  });

  it("where none applies, a person is asked", () => {
    expect(applyPolicy([rule({ verdicts: ["reject"] })], CASE)).toEqual({
      rule: "no rule applies",
      action: "ask",
    });
    expect(applyPolicy([], CASE).action).toBe("ask");
  });
});

describe("[P2] a policy approves what the gate accepts and nothing else", () => {
  it.each(["reject", "undecided"] as const)(
    "a rule that would approve asks where the verdict is %s",
    (verdict) => {
      expect(applyPolicy([rule({})], { ...CASE, verdict })).toEqual({ rule: "it", action: "ask" });
    },
  );

  it.each<readonly [verdict: PolicyCase["verdict"], asked: string, gated: string]>([
    ["accept", "ask", "approve"],
    ["reject", "ask", "block"],
    ["undecided", "ask", "block"],
  ])("%s: by default %s, under the gate %s", (verdict, asked, gated) => {
    const subject = { ...CASE, verdict };
    expect([applyPolicy(ASK_POLICY, subject).action, applyPolicy(GATE_POLICY, subject).action]).toEqual([
      asked,
      gated,
    ]);
  });

  it("a condition that is misspelt is refused, as it would bind nothing", () => {
    expect(
      policyRuleSchema.safeParse({ name: "a", when: { verdict: ["accept"] }, action: "approve" }).success,
    ).toBe(false);
  });
});
