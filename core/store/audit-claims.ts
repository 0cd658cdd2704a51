import { canonicalJson } from "#core/base/canonical-json.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { assessmentHash } from "./assessment-hash.ts";
import type { AuditEntry, AuditType } from "./audit.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import type { WorkspaceStore } from "./store.ts";
import type { BrokenLink } from "./broken-link.ts";

const HEAD_BRANCH = "head-branch";

/** What the chain says of rows, by id. As text: of a long history there are many, and each is looked at once. */
type Claims = Map<string, string>;

/**
 * What the audit chain says about rows that others could alter without breaking a hash. For each sort of entry: which
 * table it is about, which row, and how the rows there are read. The newest entry about a row counts [S7, S20].
 */
const CLAIMS = {
  commit: {
    table: "commits",
    idOf: ({ body }) => text(body["commit"]),
    read: ({ commits }) =>
      mapEach(commits.states(), ({ id, state }, place) => ({ id, fields: { place, commit: id, state } })),
  },
  ref: {
    table: "ref",
    idOf: ({ body }) => text(body["name"]),
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
    idOf: ({ body }) => text(body["seq"]),
    read: ({ operations }) =>
      mapEach(operations.all(), (operation) => ({
        id: String(operation.seq),
        fields: { ...operation },
      })),
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
    read: ({ datasets }) =>
      datasets.list().map(({ name, hash, createdAt }) => {
        const { train, validation, test } = datasets.counts(name);
        return { id: name, fields: { dataset: name, hash, at: createdAt, items: train + validation + test } };
      }),
  },
} as const satisfies Partial<Record<AuditType, ClaimKind>>;

type ClaimKind = {
  readonly table: string;
  /** `place` counts the entries of this sort from 0. */
  readonly idOf: (entry: AuditEntry, place: number) => string;
  /** What holds before any entry says otherwise. */
  readonly first?: { readonly id: string; readonly fields: JsonObject };
  readonly read: (store: WorkspaceStore) => Iterable<{ readonly id: string; readonly fields: JsonObject }>;
};

export function createAuditClaims() {
  const told = new Map<AuditType, Claims>();
  const kinds = new Map<AuditType, ClaimKind>(Object.entries(CLAIMS) as [AuditType, ClaimKind][]);
  for (const [type, { first }] of kinds) {
    told.set(type, new Map(first === undefined ? [] : [[first.id, JSON.stringify(first.fields)]]));
  }
  return {
    take: (entry: AuditEntry): void => {
      const claims = told.get(entry.type);
      const place = claims?.size ?? 0;
      const id = kinds.get(entry.type)?.idOf(entry, place);
      if (id !== undefined) claims?.set(id, JSON.stringify({ at: entry.at, place, ...entry.body }));
    },
    /** The first row that is not what the chain says, or null. */
    check: (store: WorkspaceStore): BrokenLink | null => {
      for (const [type, { table, read }] of kinds) {
        const broken = firstDifference(table, told.get(type) ?? new Map(), read(store));
        if (broken !== null) return broken;
      }
      return null;
    },
  };
}

/** Only what both speak about is compared; an entry without its row, or a row without an entry, is a difference. */
function firstDifference(
  table: string,
  claims: Claims,
  rows: ReturnType<ClaimKind["read"]>,
): BrokenLink | null {
  for (const { id, fields } of rows) {
    const told = claims.get(id);
    if (told === undefined) return { table, id, expected: "nothing", got: "a row nobody recorded" };
    claims.delete(id);
    const claim = JSON.parse(told) as JsonObject;
    const shared = Object.keys(fields).filter((key) => Object.hasOwn(claim, key));
    const [expected, got] = [pick(claim, shared), pick(fields, shared)];
    if (expected !== got) return { table, id, expected, got };
  }
  const [lost] = claims.keys();
  return lost === undefined ? null : { table, id: lost, expected: "a row", got: "missing" };
}

function* mapEach<T, R>(rows: Iterable<T>, change: (row: T, place: number) => R): Generator<R> {
  let place = 0;
  for (const row of rows) {
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
