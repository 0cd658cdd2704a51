import type { CommitDocument, SpendDocument } from "#core/contract/shapes.ts";
import type { Commit } from "#core/domain/commit.ts";
import { spendOfSession, type Session } from "#core/domain/session.ts";
import { subtractSpend, toSoundSpend, type Spend } from "#core/domain/spend.ts";

/** Our records in the form in which the contract sends them. */

export function toIso(at: number): string {
  return new Date(at).toISOString();
}

export function toCommitDocument(commit: Commit): CommitDocument {
  const { id, parents, state, message, author, at, changes, proposal } = commit;
  return {
    id,
    parents: [...parents],
    state,
    message,
    author,
    at: toIso(at),
    changes: changes.map((change) => ({ ...change })),
    ...(proposal === null ? {} : { proposal }),
  };
}

export function toSpendDocument(spend: Spend): SpendDocument {
  // What older versions believed may be beyond what a document holds.
  const sound = toSoundSpend(spend);
  return { ...sound, usdKnown: sound.usd !== null };
}

/** What a session counts, and beside it what was called and is not counted. */
export function toSessionSpend(session: Pick<Session, "spend" | "beyond">): SpendDocument {
  const { spend, paid } = spendOfSession(session);
  const beyond = subtractSpend(paid, spend);
  return { ...toSpendDocument(spend), ...(beyond.calls === 0 ? {} : { beyond }) };
}
