import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { AuthorKind } from "#core/domain/author.ts";
import { commitBody, type Change, type Commit } from "#core/domain/commit.ts";
import type { Label } from "#core/domain/label.ts";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Db } from "./db.ts";
import { parseStored } from "./stored-text.ts";

type CommitRow = {
  readonly id: string;
  readonly state: string;
  readonly author_kind: AuthorKind;
  readonly author_name: string;
  readonly message: string;
  readonly at: number;
  readonly proposal: string | null;
  readonly evidence: string;
};
type ParentRow = { readonly commit_id: string; readonly parent_id: string };
type ChangeRow = {
  readonly commit_id: string;
  readonly resource: ResourceKey;
  readonly from_version: string | null;
  readonly to_version: string;
  readonly label: Label;
  readonly lifecycle: Lifecycle;
};

/** Goes back along first parents and no further than the first commit that changed the resource. */
const LABEL = `WITH RECURSIVE line (id, label) AS (
  SELECT @commit, (SELECT label FROM change WHERE resource = @resource AND commit_id = @commit)
  UNION ALL
  SELECT parent_id, (SELECT label FROM change WHERE resource = @resource AND commit_id = parent_id)
  FROM line JOIN commit_parent ON commit_id = line.id WHERE position = 0 AND label IS NULL)
  SELECT label FROM line WHERE label IS NOT NULL`;

/** The newest first out of the queue: a parent is always older than its child, so the walk may stop at the limit. */
const HISTORY = `WITH RECURSIVE line (seq, id) AS (
  SELECT seq, id FROM commits WHERE id = ?
  UNION
  SELECT commits.seq, parent_id FROM line JOIN commit_parent ON commit_id = line.id JOIN commits ON commits.id = parent_id
  ORDER BY 1 DESC LIMIT ?)`;

/** The only code that knows commits and their changes. Append-only. */
export function createCommits(db: Db) {
  const insert = db.prepare(
    `INSERT INTO commits (id, state, author_kind, author_name, message, at, proposal, evidence)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertParent = db.prepare(
    "INSERT INTO commit_parent (commit_id, position, parent_id) VALUES (?, ?, ?)",
  );
  const insertChange = db.prepare(
    `INSERT INTO change (commit_id, position, resource, from_version, to_version, label, lifecycle)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = db.prepare("SELECT * FROM commits WHERE id = ?");
  const byPrefix = db.prepare("SELECT id FROM commits WHERE id >= ? AND id < ? ORDER BY seq LIMIT 3").pluck();
  const parents = db
    .prepare("SELECT parent_id FROM commit_parent WHERE commit_id = ? ORDER BY position")
    .pluck();
  const changes = db.prepare("SELECT * FROM change WHERE commit_id = ? ORDER BY position");
  const ofProposal = db.prepare("SELECT id FROM commits WHERE proposal = ? ORDER BY seq LIMIT 1").pluck();
  const ids = db.prepare("SELECT id FROM commits ORDER BY seq").pluck();
  const label = db.prepare(LABEL).pluck();

  const find = (id: string): Commit | null => {
    const row = select.get(id) as CommitRow | undefined;
    if (row === undefined) return null;
    return toCommit(row, parents.all(id) as string[], changes.all(id) as ChangeRow[]);
  };
  const get = (id: string): Commit => {
    const commit = find(id);
    if (commit === null) throw missing(id);
    return commit;
  };
  return {
    /** Writes the commit; its id is the hash of the rest. Part of a durable transaction of the caller's. */
    append: (body: Omit<Commit, "id">): Commit => {
      const id = commitId(body);
      const { state, author, message, at, proposal } = body;
      insert.run(id, state, author.kind, author.name, message, at, proposal, JSON.stringify(body.evidence));
      body.parents.forEach((parent, position) => insertParent.run(id, position, parent));
      body.changes.forEach((change, position) =>
        insertChange.run(
          id,
          position,
          change.resource,
          change.from,
          change.to,
          change.label,
          change.lifecycle,
        ),
      );
      return { id, ...body };
    },
    find,
    get,
    /** The commits whose id starts with the prefix, three at most: enough to tell one from several. */
    withPrefix: (prefix: string): readonly string[] => byPrefix.all(prefix, `${prefix}g`) as string[],
    ...createHistory(db),
    /** The label that the resource carries at a commit: that of the last change of it along first parents. */
    labelAt: (commit: string, resource: ResourceKey): Label | null =>
      (label.get({ commit, resource }) as Label | undefined) ?? null,
    /** The commit that brought a proposal in, or null. */
    ofProposal: (proposal: string): string | null => (ofProposal.get(proposal) as string | undefined) ?? null,
    ids: (): readonly string[] => ids.all() as string[],
  };
}

/** Reading back along parents. */
function createHistory(db: Db) {
  const historyOf = db.prepare(
    `${HISTORY} SELECT commits.* FROM line JOIN commits USING (id) ORDER BY line.seq DESC`,
  );
  const parentsOf = db.prepare(
    `${HISTORY} SELECT commit_parent.* FROM line JOIN commit_parent ON commit_id = id ORDER BY position`,
  );
  const changesOf = db.prepare(
    `${HISTORY} SELECT change.* FROM line JOIN change ON commit_id = id ORDER BY position`,
  );
  const versionsOf = db.prepare(
    `${HISTORY} SELECT commit_id AS "commit", to_version AS version FROM line JOIN change ON commit_id = id
     WHERE resource = ? ORDER BY line.seq DESC`,
  );
  return {
    /** The commit and all before it, newest first: three statements for all of it, not three for each commit. */
    history: (from: string, limit: number): readonly Commit[] => {
      const parentRows = Map.groupBy(parentsOf.all(from, limit) as ParentRow[], (row) => row.commit_id);
      const changeRows = Map.groupBy(changesOf.all(from, limit) as ChangeRow[], (row) => row.commit_id);
      return (historyOf.all(from, limit) as CommitRow[]).map((row) => {
        const before = (parentRows.get(row.id) ?? []).map(({ parent_id }) => parent_id);
        return toCommit(row, before, changeRows.get(row.id) ?? []);
      });
    },
    /** The versions that commits up to this one put in force of a resource, newest first, with their commits. */
    versionsUpTo: (
      commit: string,
      resource: ResourceKey,
    ): ReadonlyArray<{ readonly commit: string; readonly version: string }> =>
      versionsOf.all(commit, Number.MAX_SAFE_INTEGER, resource) as { commit: string; version: string }[],
  };
}

/** SHA-256 of the canonical JSON of everything but the id. */
export function commitId(body: Omit<Commit, "id">): string {
  return hashJson(commitBody(body));
}

function missing(id: string): AppError {
  return new AppError("not-found", `There is no commit ${id.slice(0, 12)}.`, {
    hint: "Check its name.",
    way: "list-commits",
  });
}

function toCommit(row: CommitRow, parents: readonly string[], changes: readonly ChangeRow[]): Commit {
  return {
    id: row.id,
    parents,
    state: row.state,
    changes: changes.map(toChange),
    author: { kind: row.author_kind, name: row.author_name },
    message: row.message,
    at: row.at,
    proposal: row.proposal,
    evidence: parseStored(row.evidence) as string[],
  };
}

function toChange(row: ChangeRow): Change {
  const { resource, from_version: from, to_version: to, label, lifecycle } = row;
  return { resource, from, to, label, lifecycle };
}
