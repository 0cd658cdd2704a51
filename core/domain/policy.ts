import { z } from "zod";
import { EFFECT_CLASSES, type EffectClass } from "./content/tool.ts";
import { RESOURCE_KINDS, type ResourceKind } from "./resource.ts";
import type { Verdict } from "./gate/report.ts";

/**
 * Who decides, as data: ordered rules, of which the first that applies fires. A condition that is absent does not
 * bind. A policy can approve only what the gate accepts; anything else it may ask about or block.
 */
export const policyRuleSchema = z.strictObject({
  name: z.string().min(1).max(100),
  when: z.strictObject({
    verdicts: z.array(z.enum(["accept", "reject", "undecided"])).optional(),
    /** Every touched resource is of one of these kinds. */
    kinds: z.array(z.enum(RESOURCE_KINDS)).optional(),
    /** Every touched tool has one of these effect classes. */
    effects: z.array(z.enum(EFFECT_CLASSES)).optional(),
    minEffect: z.number().min(-1).max(1).optional(),
    maxResources: z.int().min(1).optional(),
  }),
  action: z.enum(["approve", "ask", "block"]),
});
/** Rules of a workspace's own. Each name once: the rule that fired is on record by its name [P15]. */
export const policySchema = z
  .array(policyRuleSchema)
  .min(1)
  .max(50)
  .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
    message: "two rules have the same name",
  });

/** Who decides: a person about everything, the gate, or the workspace's own rules. */
export const APPROVERS = ["ask", "gate", "rules"] as const;
export type Approver = (typeof APPROVERS)[number];

export type PolicyRule = z.infer<typeof policyRuleSchema>;

export type PolicyCase = {
  readonly verdict: Verdict;
  readonly effect: number | null;
  readonly kinds: readonly ResourceKind[];
  readonly effects: readonly EffectClass[];
};

export type PolicyOutcome = { readonly rule: string; readonly action: PolicyRule["action"] };

/** A person decides about everything. */
export const ASK_POLICY: readonly PolicyRule[] = [{ name: "ask a person", when: {}, action: "ask" }];

/** What the gate accepts is approved, the rest refused. */
export const GATE_POLICY: readonly PolicyRule[] = [
  { name: "gate accepts", when: { verdicts: ["accept"] }, action: "approve" },
  { name: "gate does not accept", when: {}, action: "block" },
];

/** The rules that decide in a session. Without rules of its own a session that goes by them asks. */
export function policyOf({
  approve,
  policy,
}: {
  approve: Approver;
  policy?: readonly PolicyRule[] | undefined;
}) {
  return { ask: ASK_POLICY, gate: GATE_POLICY, rules: policy ?? ASK_POLICY }[approve];
}

/**
 * The first rule that applies; a person is asked where none does, and instead of any approval
 * without evidence [P2, P9].
 */
export function applyPolicy(rules: readonly PolicyRule[], subject: PolicyCase): PolicyOutcome {
  const rule = rules.find(({ when }) => applies(when, subject));
  if (rule === undefined) return { rule: "no rule applies", action: "ask" };
  if (rule.action === "approve" && subject.verdict !== "accept") return { rule: rule.name, action: "ask" };
  return { rule: rule.name, action: rule.action };
}

function applies(when: PolicyRule["when"], { verdict, effect, kinds, effects }: PolicyCase): boolean {
  return (
    (when.verdicts?.includes(verdict) ?? true) &&
    kinds.every((kind) => when.kinds?.includes(kind) ?? true) &&
    effects.every((each) => when.effects?.includes(each) ?? true) &&
    (when.minEffect === undefined || (effect ?? -Infinity) >= when.minEffect) &&
    (when.maxResources === undefined || kinds.length <= when.maxResources)
  );
}
