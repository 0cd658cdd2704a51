import { jsonEquals, type Json } from "#core/base/json.ts";
import type { PolicyVersionDocument } from "#core/contract/settings.ts";
import type { Approver, PolicyRule } from "#core/domain/policy.ts";

export type PolicyVersion = Pick<PolicyVersionDocument, "approve" | "rules">;

export type PolicyDiff = {
  readonly added: readonly PolicyRule[];
  readonly removed: readonly PolicyRule[];
  /** The same rules in another order, which is what decides. */
  readonly isReordered: boolean;
  /** Who decides before and after; null where that is the same. */
  readonly decides: { readonly before: Approver; readonly after: Approver } | null;
};

/** What a saved policy changed against the one before it; a rule that was changed is removed and added. */
export function diffPolicies(before: PolicyVersion, after: PolicyVersion): PolicyDiff {
  const [old, now] = [before.rules ?? [], after.rules ?? []];
  const added = now.filter((rule) => !has(old, rule));
  const removed = old.filter((rule) => !has(now, rule));
  const [from, to] = [before.approve ?? "ask", after.approve ?? "ask"];
  return {
    added,
    removed,
    isReordered: added.length === 0 && removed.length === 0 && !jsonEquals(old as Json, now as Json),
    decides: from === to ? null : { before: from, after: to },
  };
}

function has(rules: readonly PolicyRule[], wanted: PolicyRule): boolean {
  return rules.some((rule) => jsonEquals(rule as Json, wanted as Json));
}
