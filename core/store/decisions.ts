import type { DecisionRecord } from "#core/domain/proposal.ts";
import type { Db } from "./db.ts";
import { createSeal } from "./seals.ts";
import { parseStored } from "./stored-text.ts";

/** The only code that knows the `decision` table. Append-only. */
export function createDecisions(db: Db) {
  const insert = db.prepare("INSERT INTO decision (proposal, body, at) VALUES (?, ?, ?)");
  const seal = createSeal(db, "decision");
  const newest = db.prepare("SELECT body FROM decision WHERE proposal = ? ORDER BY seq DESC LIMIT 1").pluck();
  const all = db.prepare("SELECT proposal, body FROM decision ORDER BY seq");

  return {
    /** Part of a transaction that also appends to the audit chain. */
    addDecision: (proposal: string, decision: DecisionRecord): void => {
      seal(Number(insert.run(proposal, JSON.stringify(decision), decision.at).lastInsertRowid));
    },
    decision: (proposal: string): DecisionRecord | null => {
      const body = newest.get(proposal) as string | undefined;
      return body === undefined ? null : (parseStored(body) as DecisionRecord);
    },
    /** In the order in which they were made. */
    allDecisions: (): ReadonlyArray<{ readonly proposal: string; readonly decision: DecisionRecord }> =>
      (all.all() as { proposal: number; body: string }[]).map(({ proposal, body }) => ({
        proposal: String(proposal),
        decision: parseStored(body) as DecisionRecord,
      })),
  };
}
