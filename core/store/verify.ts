import { canonicalJson } from "#core/base/canonical-json.ts";
import { assertDefined } from "#core/base/assert.ts";
import { commitBody } from "#core/domain/commit.ts";
import { diffStates, type State } from "#core/domain/state.ts";
import { auditHash, AUDIT_ROOT, type AuditEntry } from "./audit.ts";
import { commitId } from "./commits.ts";
import type { Store } from "./store.ts";

export type BrokenLink = {
  readonly table: "blob" | "version" | "commits" | "ref" | "audit" | "operation";
  readonly id: string;
  readonly expected: string;
  readonly got: string;
};

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

/**
 * Recomputes every hash of the store, offline, in the order in which one thing rests on another: blobs, versions,
 * commits with their states and changes, the audit chain, and the refs and operations that the chain vouches for.
 * Stops at the first that does not hold. Reads only.
 */
export function verifyStore(store: Store): Verification {
  const checked = { blobs: 0, versions: 0, commits: 0, audit: 0 };
  for (const broken of findBroken(store, checked)) {
    if (broken !== null) return { ok: false, checked, firstBroken: broken };
  }
  return { ok: true, checked };
}

function* findBroken(
  store: Store,
  checked: Record<keyof Verification["checked"], number>,
): Generator<BrokenLink | null> {
  for (const hash of store.blobs.hashes()) {
    checked.blobs += 1;
    yield compare({ table: "blob", id: hash, expected: hash, got: store.blobs.rehash(hash) });
  }
  for (const id of store.versions.ids()) {
    checked.versions += 1;
    yield guarded({ table: "version", id }, () => checkVersion(store, id));
  }
  for (const id of store.commits.ids()) {
    checked.commits += 1;
    yield guarded({ table: "commits", id }, () => checkCommit(store, id));
  }
  const claims = createClaims();
  let prev = AUDIT_ROOT;
  let seq = 0;
  for (const entry of store.audit.entries()) {
    checked.audit += 1;
    seq += 1;
    yield checkLink(entry, prev, seq);
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

/** A version's row must say what its blob says. */
function checkVersion(store: Store, id: string): BrokenLink | null {
  const text = store.blobs.find(id);
  if (text === null) return { table: "version", id, expected: "its content", got: "missing" };
  const { kind, name } = JSON.parse(text) as { readonly kind: string; readonly name: string };
  return compare({ table: "version", id, expected: `${kind}/${name}`, got: store.versions.get(id).resource });
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
  }));
  const told = commit.changes.map(({ resource, from, to }) => ({ resource, from, to }));
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

/** What the audit chain says about rows that carry no hash of their own: refs and operations. */
function createClaims() {
  const refs = new Map<string, string>();
  const operations = new Map<number, string>();
  const commits = new Set<string>();
  return {
    take: ({ type, body }: AuditEntry): void => {
      if (type === "ref") refs.set(String(body["name"]), String(body["to"]));
      if (type === "commit") commits.add(String(body["commit"]));
      if (type === "operation") operations.set(Number(body["seq"]), canonicalJson(body));
    },
    check: (store: Store): BrokenLink | null => {
      const told = store.operations
        .newest(Number.MAX_SAFE_INTEGER)
        .map(({ seq, kind, label, undoes }) => [seq, canonicalJson({ seq, kind, label, undoes })] as const);
      return (
        firstDifference("ref", refs, new Map(store.refs.list().map(({ name, commit }) => [name, commit]))) ??
        firstDifference("operation", operations, new Map(told)) ??
        firstDifference("commits", asMap(commits), asMap(new Set(store.commits.ids())))
      );
    },
  };
}

function asMap(ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...ids].map((id) => [id, id]));
}

function firstDifference(
  table: BrokenLink["table"],
  expected: ReadonlyMap<string | number, string>,
  got: ReadonlyMap<string | number, string>,
): BrokenLink | null {
  const ids = [...new Set([...expected.keys(), ...got.keys()])];
  const id = ids.find((key) => expected.get(key) !== got.get(key));
  if (id === undefined) return null;
  return { table, id: String(id), expected: expected.get(id) ?? "nothing", got: got.get(id) ?? "missing" };
}

function compare(link: BrokenLink): BrokenLink | null {
  return link.expected === link.got ? null : link;
}
