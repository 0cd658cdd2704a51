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
  readonly diff: (from: string, to: string) => readonly unknown[];
};

type BodyRow = { readonly encoding: string; readonly bytes: Buffer };
type StateRow = BodyRow & { readonly resource: string; readonly hash: string };

const STATE = `SELECT latest.resource, blob.hash, blob.encoding, blob.bytes
  FROM (SELECT resource, to_version, max(seq) FROM change JOIN commits ON commits.id = commit_id
        WHERE seq <= (SELECT seq FROM commits WHERE id = ?) GROUP BY resource) AS latest
  JOIN blob ON blob.hash = latest.to_version`;

export function openSqlHistory(db: Db): SqlHistory {
  const newest = "SELECT id FROM commits ORDER BY seq DESC LIMIT ?";
  const commits = db.prepare("SELECT * FROM commits ORDER BY seq DESC LIMIT ?");
  const parents = db.prepare(`SELECT * FROM commit_parent WHERE commit_id IN (${newest})`);
  const changes = db.prepare(`SELECT * FROM change WHERE commit_id IN (${newest})`);
  const versions = db.prepare(
    `SELECT encoding, bytes FROM change JOIN commits ON commits.id = commit_id JOIN blob ON hash = to_version
     WHERE resource = ? ORDER BY seq DESC LIMIT ?`,
  );
  const state = db.prepare(STATE);
  return {
    log: (limit) => {
      const parentsOf = Map.groupBy(parents.all(limit) as { commit_id: string }[], (row) => row.commit_id);
      const changesOf = Map.groupBy(changes.all(limit) as { commit_id: string }[], (row) => row.commit_id);
      return (commits.all(limit) as { id: string }[]).map((commit) => ({
        ...commit,
        parents: parentsOf.get(commit.id),
        changes: changesOf.get(commit.id),
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
