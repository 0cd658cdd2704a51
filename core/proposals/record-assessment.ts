import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";
import { assessmentHash } from "#core/store/assessment-hash.ts";
import type { Store } from "#core/store/store.ts";

/**
 * Keeps an assessment with its items, and its hash in the audit chain: whoever alters the evidence behind a decision
 * afterwards is found out by `verify`. Part of a durable transaction of the caller's.
 */
export function recordAssessment(store: Store, assessment: Assessment, items: readonly AssessedItem[]): void {
  const { id, proposal, verdict, at } = assessment;
  store.proposals.addAssessment(assessment, items);
  const sha256 = assessmentHash(assessment, items);
  store.audit.append({ at, type: "assessment", body: { assessment: id, proposal, verdict, sha256 } });
}
