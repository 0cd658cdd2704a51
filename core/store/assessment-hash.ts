import { hashJson } from "#core/base/hash.ts";
import type { AssessedItem, Assessment } from "#core/domain/proposal.ts";

/** SHA-256 of an assessment with its items, as they read back from the store. */
export function assessmentHash(assessment: Assessment, items: readonly AssessedItem[]): string {
  return hashJson(JSON.parse(JSON.stringify({ assessment, items })));
}
