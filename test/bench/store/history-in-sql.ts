import { zstdDecompressSync } from "node:zlib";
import type { Db } from "#core/store/db.ts";

/**
 * The shortest SQL over the same file that answers the same questions: straight joins on a linear history, no walk over
 * parents, no checks on the way.
 */

export type SqlHistory = {
  readonly log: (limit: number) => readonly unknown[];
  readonly versions: (resource: string, limit: number) => readonly unknown[];
  readonly state: (commit: string) => readonly unknown[];
  /** As `state`, by the index of changes. */
  readonly stateByIndex: (commit: string) => readonly unknown[];
  /** The Nth commit before the head. */
  readonly back: (steps: number) => string;
  /** As `versions`, without texts: with label, message and time. */
  readonly versionRows: (resource: string) => readonly unknown[];
  /** What was committed since a commit, and each resource with its labels then and now. */
  readonly preview: (since: string) => readonly unknown[];
  readonly diff: (from: string, to: string) => readonly unknown[];
};

type BodyRow = { readonly encoding: string; readonly bytes: Buffer };
type StateRow = BodyRow & { readonly resource: string; readonly hash: string };

const STATE = `SELECT latest.resource, blob.hash, blob.encoding, blob.bytes
  FROM (SELECT resource, to_version, max(seq) FROM change JOIN commits ON commits.id = commit_id
        WHERE seq <= (SELECT seq FROM commits WHERE id = ?) GROUP BY resource) AS latest
  JOIN blob ON blob.hash = latest.to_version`;

/** Every resource there is, by steps from one to the next in the index. */
const RESOURCES = `WITH RECURSIVE each (resource) AS (
  SELECT min(resource) FROM change
  UNION ALL SELECT (SELECT min(resource) FROM change WHERE resource > each.resource) FROM each WHERE resource IS NOT NULL)
  SELECT resource FROM each WHERE resource IS NOT NULL`;

export function openSqlHistory(db: Db): SqlHistory {
  const commits = db.prepare("SELECT * FROM commits ORDER BY seq DESC LIMIT ?");
  // For `+?` see core/store/history.ts.
  const parents = db
    .prepare(
      "SELECT commit_id, parent_id FROM commits CROSS JOIN commit_parent ON commit_id = id WHERE seq >= +?",
    )
    .raw();
  const changes = db.prepare(
    "SELECT change.* FROM commits CROSS JOIN change ON commit_id = id WHERE seq >= +?",
  );
  const versions = db.prepare(
    `SELECT encoding, bytes FROM change JOIN commits ON commits.id = commit_id JOIN blob ON hash = to_version
     WHERE resource = ? ORDER BY seq DESC LIMIT ?`,
  );
  const state = db.prepare(STATE);
  const back = db
    .prepare(
      `SELECT older.id FROM meta JOIN ref ON ref.name = meta.value JOIN commits ON commits.id = commit_id
       JOIN commits AS older ON older.line = commits.line AND older.generation = commits.generation - ?
       WHERE key = 'head-branch'`,
    )
    .pluck();
  const versionRows = db.prepare(
    `SELECT commit_id, to_version, label, message, at FROM change JOIN commits ON commits.id = commit_id
     WHERE resource = ? AND change.line = 1 ORDER BY change.generation DESC`,
  );
  const resources = db.prepare(RESOURCES).pluck();
  const latest = db.prepare(
    `SELECT to_version, label, blob.encoding, blob.bytes FROM change JOIN blob ON hash = to_version
     WHERE resource = ? AND line = 1 AND generation <= ? ORDER BY generation DESC LIMIT 1`,
  );
  const generation = db.prepare("SELECT generation FROM commits WHERE id = ?").pluck();
  const since = db.prepare(
    "SELECT * FROM commits WHERE line = 1 AND generation > ? ORDER BY generation DESC",
  );
  const changesSince = db.prepare(
    "SELECT change.* FROM commits JOIN change ON commit_id = id WHERE commits.line = 1 AND commits.generation > ?",
  );
  return {
    back: (steps) => back.get(steps) as string,
    versionRows: (resource) => versionRows.all(resource),
    stateByIndex: (commit) => {
      const at = generation.get(commit);
      return resources.all().map((resource) => readBody(latest.get(resource, at) as BodyRow));
    },
    preview: (commit) => {
      const at = generation.get(commit);
      for (const resource of resources.all()) {
        for (const end of [at, Number.MAX_SAFE_INTEGER]) readBody(latest.get(resource, end) as BodyRow);
      }
      const changesOf = Map.groupBy(changesSince.all(at) as { commit_id: string }[], (row) => row.commit_id);
      return (since.all(at) as { id: string }[]).map((row) => ({ ...row, changes: changesOf.get(row.id) }));
    },
    log: (limit) => {
      const rows = commits.all(limit) as { id: string; seq: number }[];
      const since = rows.at(-1)?.seq ?? 0;
      const parentsOf = new Map(parents.all(since) as [string, string][]);
      const changesOf = Map.groupBy(changes.all(since) as { commit_id: string }[], (row) => row.commit_id);
      return rows.map((row) => ({
        ...row,
        parents: parentsOf.get(row.id),
        changes: changesOf.get(row.id),
      }));
    },
    versions: (resource, limit) => (versions.all(resource, limit) as BodyRow[]).map(readBody),
    state: (commit) => (state.all(commit) as StateRow[]).map(readBody),
    diff: (from, to) => {
      const before = new Map((state.all(from) as StateRow[]).map((row) => [row.resource, row]));
      return (state.all(to) as StateRow[]).flatMap((row) => {
        const old = before.get(row.resource);
        return old?.hash === row.hash ? [] : [[old === undefined ? null : readBody(old), readBody(row)]];
      });
    },
  };
}

function readBody({ encoding, bytes }: BodyRow): unknown {
  return JSON.parse((encoding === "zstd" ? zstdDecompressSync(bytes) : bytes).toString("utf8"));
}
