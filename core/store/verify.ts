import { auditHash, AUDIT_ROOT, type AuditEntry } from "./audit.ts";
import { createAuditClaims } from "./audit-claims.ts";
import { compare, guarded, type BrokenLink } from "./broken-link.ts";
import type { WorkspaceStore } from "./store.ts";

export type Verification = {
  readonly ok: boolean;
  readonly checked: {
    readonly blobs: number;
    readonly versions: number;
    readonly commits: number;
    readonly audit: number;
  };
  readonly firstBroken?: BrokenLink;
};

type Checked = Record<keyof Verification["checked"], number>;

/**
 * Recomputes every hash of the store, offline, in the order in which one thing rests on another: schema, blobs,
 * versions, commits with their states and changes, the audit chain, the rows it vouches for, the seals of all others,
 * and SQLite's own references and pages. Stops at the first that does not hold. Reads only; never
 * throws over damage [S6].
 */
export function verifyStore(store: WorkspaceStore): Verification {
  const checked: Checked = { blobs: 0, versions: 0, commits: 0, audit: 0 };
  const firstBroken = guarded({ table: "file", id: "page" }, () => {
    for (const broken of findBroken(store, checked)) if (broken !== null) return broken;
    return null;
  });
  return firstBroken === null ? { ok: true, checked } : { ok: false, checked, firstBroken };
}

function* findBroken(store: WorkspaceStore, checked: Checked): Generator<BrokenLink | null> {
  const { soundness } = store;
  yield soundness.schema();
  yield* soundness.contents(checked);
  for (const broken of soundness.commits()) {
    checked.commits += 1;
    yield broken;
  }
  yield* findBrokenAudit(store, checked);
  yield soundness.headBranch();
  yield soundness.seals();
  yield soundness.closures();
  yield soundness.traceIndex();
  yield soundness.numbering();
  yield soundness.references();
  yield soundness.pages();
}

function* findBrokenAudit(store: WorkspaceStore, checked: Checked): Generator<BrokenLink | null> {
  const claims = createAuditClaims(store);
  try {
    let prev = AUDIT_ROOT;
    for (const entry of store.audit.entries()) {
      checked.audit += 1;
      yield checkLink(entry, prev, checked.audit);
      claims.take(entry);
      prev = entry.hash;
    }
    yield claims.check();
  } finally {
    claims.close();
  }
}

/** An entry that does not fit the one before it, or itself, is the first broken link [S7]. */
function checkLink(entry: AuditEntry, prev: string, seq: number): BrokenLink | null {
  const id = String(seq);
  return (
    compare({ table: "audit", id, expected: id, got: String(entry.seq) }) ??
    compare({ table: "audit", id, expected: prev, got: entry.prev }) ??
    compare({ table: "audit", id, expected: auditHash(entry), got: entry.hash })
  );
}
