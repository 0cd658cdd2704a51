import { canonicalJson } from "#core/base/canonical-json.ts";
import { jsonEquals, type Json, type JsonObject } from "#core/base/json.ts";
import { assessmentHash } from "./assessment-hash.ts";
import type { AuditEntry, AuditType } from "./audit.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { WorkspaceStore } from "./store.ts";
import type { BrokenLink } from "./broken-link.ts";

const HEAD_BRANCH = "head-branch";

/** What the chain says of rows, by id. */
type Claims = Map<string, JsonObject>;

/**
 * What the audit chain says about rows that others could alter without breaking a hash. For each sort of entry: which
 * table it is about, which row, and how the rows there are read. The newest entry about a row counts [S7, S20].
 */
const CLAIMS = {
  commit: {
    table: "commits",
    inOrder: true,
    idOf: ({ body }) => text(body["commit"]),
    read: ({ commits }) =>
      mapEach(
        () => commits.states(),
        ({ id, state }, place) => ({ id, fields: { place, commit: id, state } }),
      ),
  },
  ref: {
    table: "ref",
    idOf: ({ body }) => text(body["name"]),
    /** A tag that was taken away [V20]. */
    isGone: ({ body }) => body["to"] === null,
    read: ({ refs }) =>
      refs.list().map(({ name, kind, commit }) => ({ id: name, fields: { name, kind, to: commit } })),
  },
  /** A workspace begins on its first branch, and nothing is said of that. */
  switch: {
    table: "meta",
    idOf: () => HEAD_BRANCH,
    first: { id: HEAD_BRANCH, fields: { branch: MAIN_BRANCH } },
    read: ({ headBranch }) => [{ id: HEAD_BRANCH, fields: { branch: headBranch.written() ?? "" } }],
  },
  operation: {
    table: "operation",
    inOrder: true,
    idOf: ({ body }) => text(body["seq"]),
    read: ({ operations }) =>
      mapEach(
        () => operations.all(),
        (operation) => ({
          id: String(operation.seq),
          fields: { ...operation },
        }),
      ),
  },
  assessment: {
    table: "assessment",
    idOf: ({ body }) => text(body["assessment"]),
    read: ({ proposals }) =>
      proposals.allAssessments().map((assessment) => ({
        id: assessment.id,
        fields: {
          proposal: assessment.proposal,
          verdict: assessment.verdict,
          sha256: assessmentHash(assessment, proposals.assessedItems(assessment.id)),
        },
      })),
  },
  decision: {
    table: "decision",
    idOf: (_entry, place) => String(place + 1),
    read: ({ proposals }) =>
      proposals.allDecisions().map(({ proposal, decision: { by, chips: _chips, ...rest } }, place) => ({
        id: String(place + 1),
        fields: { ...rest, proposal, by: by.name, byKind: by.kind },
      })),
  },
  import: {
    table: "dataset",
    idOf: ({ body }) => text(body["dataset"]),
    /** A dataset that was deleted [V28]. */
    isGone: ({ body }) => body["removed"] === true,
    read: ({ datasets }) =>
      datasets.list().map(({ name, hash, createdAt }) => {
        const { train, validation, test } = datasets.counts(name);
        return { id: name, fields: { dataset: name, hash, at: createdAt, items: train + validation + test } };
      }),
  },
} as const satisfies Partial<Record<AuditType, ClaimKind>>;

type ClaimKind = {
  readonly table: string;
  /** Every row has its entry, written with it: the one at its place. */
  readonly inOrder?: true;
  /** `place` counts the entries of this sort from 0. */
  readonly idOf: (entry: AuditEntry, place: number) => string;
  /** The entry says that there is no row any more. */
  readonly isGone?: (entry: AuditEntry) => boolean;
  /** What holds before any entry says otherwise. */
  readonly first?: { readonly id: string; readonly fields: JsonObject };
  readonly read: (store: WorkspaceStore) => Iterable<{ readonly id: string; readonly fields: JsonObject }>;
};

/**
 * Takes every entry of the chain, in order, and then says whether the rows are what it says. Rows that are written in the
 * order of their entries are read along with them, so that none of either is kept; only where they part are all of that
 * sort looked at by id, to say what is wrong.
 */
export function createAuditClaims(store: WorkspaceStore) {
  const kinds = new Map<AuditType, ClaimKind>(Object.entries(CLAIMS) as [AuditType, ClaimKind][]);
  const apart = new Map<AuditType, ReturnType<typeof createClaims>>();
  const along = new Map<AuditType, ReturnType<typeof readAlong>>();
  for (const [type, kind] of kinds) {
    if (kind.inOrder === true) along.set(type, readAlong(kind, store));
    else apart.set(type, createClaims(kind));
  }
  const close = (): void => {
    for (const rows of along.values()) rows.close();
  };
  const explain = (type: AuditType, kind: ClaimKind): BrokenLink | null => {
    // They are read once more.
    close();
    const claims = createClaims(kind);
    for (const entry of store.audit.entries()) if (entry.type === type) claims.take(entry);
    return firstDifference(kind.table, claims.all, kind.read(store));
  };
  return {
    take: (entry: AuditEntry): void => {
      along.get(entry.type)?.take(entry);
      apart.get(entry.type)?.take(entry);
    },
    /** The first row that is not what the chain says, or null. */
    check: (): BrokenLink | null => {
      for (const [type, kind] of kinds) {
        const claims = apart.get(type);
        if (claims === undefined && along.get(type)?.fits() === true) continue;
        const broken =
          claims === undefined
            ? explain(type, kind)
            : firstDifference(kind.table, claims.all, kind.read(store));
        if (broken !== null) return broken;
      }
      return null;
    },
    /** For whoever stopped before: a reading left open keeps the connection from writing. */
    close,
  };
}

/** What is said of rows of one sort, by id; the newest counts. */
function createClaims({ idOf, first, isGone }: ClaimKind) {
  const all: Claims = new Map(first === undefined ? [] : [[first.id, first.fields]]);
  return {
    all,
    take: (entry: AuditEntry): void => {
      const place = all.size;
      if (isGone?.(entry) === true) all.delete(idOf(entry, place));
      else all.set(idOf(entry, place), claimOf(entry, place));
    },
  };
}

/** Each row of a sort beside the entry at its place. */
function readAlong({ idOf, read }: ClaimKind, store: WorkspaceStore) {
  const rows = read(store)[Symbol.iterator]();
  let place = 0;
  let fits = true;
  return {
    take: (entry: AuditEntry): void => {
      if (!fits) return;
      const row = rows.next();
      fits =
        row.done !== true &&
        row.value.id === idOf(entry, place) &&
        isTrue(claimOf(entry, place), row.value.fields);
      place += 1;
    },
    /** Whether all did, and there is no row more. */
    fits: (): boolean => fits && rows.next().done === true,
    close: (): void => void rows.return?.(),
  };
}

function claimOf({ at, body }: AuditEntry, place: number): JsonObject {
  return { at, place, ...body };
}

function isTrue(claim: JsonObject, fields: JsonObject): boolean {
  return Object.keys(fields).every(
    (key) => !Object.hasOwn(claim, key) || jsonEquals(claim[key], fields[key]),
  );
}

/** Only what both speak about is compared; an entry without its row, or a row without an entry, is a difference. */
function firstDifference(
  table: string,
  claims: Claims,
  rows: ReturnType<ClaimKind["read"]>,
): BrokenLink | null {
  for (const { id, fields } of rows) {
    const claim = claims.get(id);
    if (claim === undefined) return { table, id, expected: "nothing", got: "a row nobody recorded" };
    claims.delete(id);
    const shared = Object.keys(fields).filter((key) => Object.hasOwn(claim, key));
    const [expected, got] = [pick(claim, shared), pick(fields, shared)];
    if (expected !== got) return { table, id, expected, got };
  }
  const [lost] = claims.keys();
  return lost === undefined ? null : { table, id: lost, expected: "a row", got: "missing" };
}

/** Begins to read with the first that is asked for: what was never begun leaves nothing open. */
function* mapEach<T, R>(rows: () => Iterable<T>, change: (row: T, place: number) => R): Generator<R> {
  let place = 0;
  for (const row of rows()) {
    yield change(row, place);
    place += 1;
  }
}

function pick(object: JsonObject, keys: readonly string[]): string {
  return canonicalJson(Object.fromEntries(keys.map((key) => [key, object[key]])));
}

function text(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
