import { hashJson } from "#core/base/hash.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { Db } from "./db.ts";

/**
 * What is audited: every change of state, every look at sealed data, what people saw of validation items, every evaluation,
 * and which resources that the program ships they do not want.
 */
export type AuditType =
  | "commit"
  | "ref"
  | "operation"
  | "assessment"
  | "decision"
  | "policy"
  | "switch"
  | "sealed-look"
  | "validation-seen"
  | "evaluation"
  | "import"
  | "dataset-archived"
  | "offer-left";

export type AuditEntry = {
  readonly seq: number;
  readonly at: number;
  readonly type: AuditType;
  readonly body: JsonObject;
  readonly prev: string;
  readonly hash: string;
};

type AuditRow = Omit<AuditEntry, "body"> & { readonly body: string };

type NewEntry = Pick<AuditEntry, "at" | "type" | "body">;
type Tip = Pick<AuditEntry, "seq" | "hash">;

/** What the first entry names as the one before it. */
export const AUDIT_ROOT = "0".repeat(64);

/** The hash-chained log. The only code that knows the `audit` table. Append-only. */
export function createAudit(db: Db) {
  const insert = db.prepare("INSERT INTO audit (seq, at, type, body, prev, hash) VALUES (?, ?, ?, ?, ?, ?)");
  const last = db.prepare("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
  const all = db.prepare("SELECT * FROM audit ORDER BY seq");
  const byType = db.prepare("SELECT * FROM audit WHERE type = ? ORDER BY seq");

  const tags = db.prepare(
    `SELECT * FROM audit WHERE type = 'ref' AND iif(json_valid(body), json_extract(body, '$.kind'), '') = 'tag' ORDER BY seq`,
  );

  const append = (...entries: readonly NewEntry[]): void => {
    let tip = (last.get() as Tip | undefined) ?? { seq: 0, hash: AUDIT_ROOT };
    for (const { at, type, body } of entries) {
      const link = { seq: tip.seq + 1, at, type, body, prev: tip.hash };
      const hash = auditHash(link);
      insert.run(link.seq, at, type, JSON.stringify(body), link.prev, hash);
      tip = { seq: link.seq, hash };
    }
  };
  return {
    append,
    entries: (): Iterable<AuditEntry> => mapRows(all.iterate() as Iterable<AuditRow>),
    /** Of refs those that are about tags: a workspace has one about a branch for each commit. */
    ofTags: (): readonly AuditEntry[] => [...mapRows(tags.all() as AuditRow[])],
    ofType: (type: AuditType): readonly AuditEntry[] => [...mapRows(byType.all(type) as AuditRow[])],
  };
}

/** SHA-256 over the canonical JSON of everything in the entry but the hash. */
export function auditHash({ seq, at, type, body, prev }: Omit<AuditEntry, "hash">): string {
  return hashJson({ at, body, prev, seq, type });
}

function* mapRows(rows: Iterable<AuditRow>): Generator<AuditEntry> {
  for (const row of rows) yield { ...row, body: parseBody(row.body) };
}

/** A body that is no longer JSON is damage: it must fail its hash, not the reader. */
function parseBody(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return { unreadable: text };
  }
}
