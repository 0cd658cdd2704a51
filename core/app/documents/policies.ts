import type { PolicyVersionDocument } from "#core/contract/settings.ts";
import { z } from "zod";
import { isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import type { WorkspaceConfig } from "#core/config/workspace-config.ts";
import { authorSchema } from "#core/domain/author.ts";
import { APPROVERS, policyRuleSchema } from "#core/domain/policy.ts";
import type { AuditEntry } from "#core/store/audit.ts";
import type { Store } from "#core/store/store.ts";
import { toIso } from "./documents.ts";

type Policy = Pick<PolicyVersionDocument, "approve" | "rules">;

const FIRST: Policy = { approve: null, rules: null };
const rulesSchema = z.array(policyRuleSchema).nullable();
const approveSchema = z.enum(APPROVERS).nullable();

/**
 * Every policy that was saved, newest first, as the audit chain tells it: each with who saved it and what holds from then on.
 * What stands in the settings' file now and was not saved from here, as somebody wrote it there, comes on top [P15].
 */
export function listPolicies(store: Store, config: WorkspaceConfig): readonly PolicyVersionDocument[] {
  const versions: PolicyVersionDocument[] = [];
  let policy = FIRST;
  for (const entry of store.audit.ofType("policy")) {
    const next = changePolicy(policy, changesIn(entry));
    if (next === null) continue;
    policy = next;
    const by = authorSchema.safeParse(entry.body["by"]);
    const head = { id: entry.seq, at: toIso(entry.at), by: by.success ? by.data : null };
    versions.unshift({ ...head, ...policy, isCurrent: false });
  }
  const now: Policy = { approve: config.approve ?? null, rules: config.policy ?? null };
  const [newest, ...older] = versions;
  if (isSame(policy, now)) return newest === undefined ? [] : [{ ...newest, isCurrent: true }, ...older];
  return [{ id: 0, at: null, by: null, ...now, isCurrent: true }, ...versions];
}

function changesIn({ body }: AuditEntry): readonly Json[] {
  const { changes } = body;
  return Array.isArray(changes) ? (changes as readonly Json[]) : [];
}

/** The policy after a save of settings; null where that was about something else. */
function changePolicy(before: Policy, changes: readonly Json[]): Policy | null {
  let next: Policy | null = null;
  for (const change of changes) {
    if (!isJsonObject(change)) continue;
    const { setting, value = null } = change;
    const rules = setting === "policy" ? rulesSchema.safeParse(value) : null;
    const approve = setting === "approve" ? approveSchema.safeParse(value) : null;
    if (rules?.success === true) next = { ...(next ?? before), rules: rules.data };
    if (approve?.success === true) next = { ...(next ?? before), approve: approve.data };
  }
  return next;
}

function isSame(a: Policy, b: Policy): boolean {
  return a.approve === b.approve && jsonEquals((a.rules ?? null) as Json, (b.rules ?? null) as Json);
}
