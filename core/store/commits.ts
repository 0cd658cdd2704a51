import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import { commitBody, type Commit } from "#core/domain/commit.ts";
import { createCommitList } from "./commit-list.ts";
import { toCommit, type ChangeRow, type CommitRow } from "./commit-rows.ts";
import type { Db } from "./db.ts";
import { createHistory } from "./history.ts";
import { createLines, type Place } from "./lines.ts";
import type { Memory } from "./memory.ts";

/** Changes of commits that are remembered. */
const MOST_CHANGES_KEPT = 10_000;

/** The only code that knows commits and their changes. Append-only [V2]. */
export function createCommits(db: Db, memory: Memory) {
  const known = memory.keep<Commit>(MOST_CHANGES_KEPT, ({ changes }) => 1 + changes.length);
  const insert = db.prepare(
    `INSERT INTO commits (seq, id, state, author_kind, author_name, message, at, proposal, evidence, line, generation, merges)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertParent = db.prepare(
    "INSERT INTO commit_parent (commit_id, position, parent_id) VALUES (?, ?, ?)",
  );
  const insertChange = db.prepare(
    `INSERT INTO change (commit_id, position, resource, from_version, to_version, label, lifecycle, line, generation)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = db.prepare("SELECT * FROM commits WHERE id = ?");
  const byPrefix = db.prepare("SELECT id FROM commits WHERE id >= ? AND id < ? ORDER BY seq LIMIT 3").pluck();
  const parents = db
    .prepare("SELECT parent_id FROM commit_parent WHERE commit_id = ? ORDER BY position")
    .pluck();
  const changes = db.prepare("SELECT * FROM change WHERE commit_id = ? ORDER BY position");
  const ofProposal = db.prepare("SELECT id FROM commits WHERE proposal = ? ORDER BY seq LIMIT 1").pluck();
  const lines = createLines(db, memory);

  const find = (id: string): Commit | null => {
    const found = known.find(id);
    if (found !== undefined) return found;
    const row = select.get(id) as CommitRow | undefined;
    if (row === undefined) return null;
    const commit = toCommit(row, parents.all(id) as string[], changes.all(id) as ChangeRow[]);
    known.set(id, commit);
    return commit;
  };
  const get = (id: string): Commit => {
    const commit = find(id);
    if (commit === null) throw missing(id);
    return commit;
  };
  const insertRow = (seq: number, { line, generation, merges }: Place, commit: Commit): void => {
    const { id, state, author, message, at, proposal } = commit;
    const evidence = JSON.stringify(commit.evidence);
    const { kind, name } = author;
    insert.run(seq, id, state, kind, name, message, at, proposal, evidence, line, generation, merges);
  };
  return {
    /** Writes the commit; its id is the hash of the rest. Part of a durable transaction of the caller's. */
    append: (body: Omit<Commit, "id">): Commit => {
      const id = commitId(body);
      const place = lines.next(body.parents);
      insertRow(place.seq, place, { id, ...body });
      lines.note(id, place);
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
          place.line,
          place.generation,
        ),
      );
      const commit = { id, ...body };
      known.set(id, commit);
      return commit;
    },
    find,
    get,
    /** The commits whose id starts with the prefix, three at most: enough to tell one from several. */
    withPrefix: (prefix: string): readonly string[] => byPrefix.all(prefix, `${prefix}g`) as string[],
    ...createHistory(db, lines),
    /** The commit that brought a proposal in, or null. */
    ofProposal: (proposal: string): string | null => (ofProposal.get(proposal) as string | undefined) ?? null,
    ...createCommitList(db),
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
