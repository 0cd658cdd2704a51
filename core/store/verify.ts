import { canonicalJson } from "#core/base/canonical-json.ts";
import { assertDefined } from "#core/base/assert.ts";
import { commitBody } from "#core/domain/commit.ts";
import { diffStates, type State } from "#core/domain/state.ts";
import { auditHash, AUDIT_ROOT, type AuditEntry } from "./audit.ts";
import { createAuditClaims } from "./audit-claims.ts";
import type { BrokenLink } from "./broken-link.ts";
import { commitId } from "./commits.ts";
import type { Store, WorkspaceStore } from "./store.ts";
import { searchText } from "./versions.ts";

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
 * and SQLite's own references and pages. Stops at the first that does not hold. Reads only; never throws over damage.
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
  for (const hash of store.blobs.hashes()) {
    checked.blobs += 1;
    yield guarded({ table: "blob", id: hash }, () => checkBlob(store, hash));
  }
  const searched = store.versions.searchTexts();
  for (const id of store.versions.ids()) {
    checked.versions += 1;
    yield guarded({ table: "version", id }, () => checkVersion(store, id, searched.get(id)));
  }
  yield compare({
    table: "version_text",
    id: "rows",
    expected: String(checked.versions),
    got: String(searched.size),
  });
  for (const id of store.commits.ids()) {
    checked.commits += 1;
    yield guarded({ table: "commits", id }, () => checkCommit(store, id));
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
  const claims = createAuditClaims();
  let prev = AUDIT_ROOT;
  for (const entry of store.audit.entries()) {
    checked.audit += 1;
    yield checkLink(entry, prev, checked.audit);
    claims.take(entry);
    prev = entry.hash;
  }
  yield claims.check(store);
}

/** A row that cannot even be read is broken, and named like any other. */
function guarded(at: Pick<BrokenLink, "table" | "id">, check: () => BrokenLink | null): BrokenLink | null {
  try {
    return check();
  } catch (error) {
    return { ...at, expected: "readable", got: error instanceof Error ? error.message : String(error) };
  }
}

function checkBlob(store: Store, hash: string): BrokenLink | null {
  return compare({ table: "blob", id: hash, expected: hash, got: store.blobs.rehash(hash) });
}

/** A version's row must say what its blob says, and so must the text by which it is found. */
function checkVersion(store: Store, id: string, searched = "missing"): BrokenLink | null {
  const text = store.blobs.find(id);
  if (text === null) return { table: "version", id, expected: "its content", got: "missing" };
  const { kind, name } = JSON.parse(text) as { readonly kind: string; readonly name: string };
  const { resource, content } = store.versions.get(id);
  return (
    compare({ table: "version", id, expected: `${kind}/${name}`, got: resource }) ??
    compare({ table: "version_text", id, expected: searchText(resource, content), got: searched })
  );
}

function checkCommit(store: Store, id: string): BrokenLink | null {
  const commit = store.commits.get(id);
  const wrongId = compare({ table: "commits", id, expected: id, got: commitId(commitBody(commit)) });
  if (wrongId !== null) return wrongId;
  const [parent] = commit.parents;
  const before: State = parent === undefined ? new Map() : store.states.get(store.commits.get(parent).state);
  const real = diffStates(before, store.states.get(commit.state)).map(({ resource, from, to }) => ({
    resource,
    from: from?.version ?? null,
    to: assertDefined(to, "a resource that a commit dropped").version,
    lifecycle: to?.lifecycle,
  }));
  const told = commit.changes.map(({ resource, from, to, lifecycle }) => ({ resource, from, to, lifecycle }));
  return compare({ table: "commits", id, expected: canonicalJson(real), got: canonicalJson(told) });
}

function checkLink(entry: AuditEntry, prev: string, seq: number): BrokenLink | null {
  const id = String(seq);
  return (
    compare({ table: "audit", id, expected: id, got: String(entry.seq) }) ??
    compare({ table: "audit", id, expected: prev, got: entry.prev }) ??
    compare({ table: "audit", id, expected: auditHash(entry), got: entry.hash })
  );
}

function compare(link: BrokenLink): BrokenLink | null {
  return link.expected === link.got ? null : link;
}
