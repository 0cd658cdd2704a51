import type { AuthorKind } from "#core/domain/author.ts";
import type { Change, Commit } from "#core/domain/commit.ts";
import type { Label } from "#core/domain/label.ts";
import type { Lifecycle } from "#core/domain/lifecycle.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { parseStored } from "./stored-text.ts";

/** Rows of commits as they lie in the file, and what they say. */
export type CommitRow = {
  readonly id: string;
  readonly state: string;
  readonly author_kind: AuthorKind;
  readonly author_name: string;
  readonly message: string;
  readonly at: number;
  readonly proposal: string | null;
  readonly evidence: string;
};
export type ParentRow = { readonly commit_id: string; readonly parent_id: string };
export type ChangeRow = {
  readonly commit_id: string;
  readonly resource: ResourceKey;
  readonly from_version: string | null;
  readonly to_version: string;
  readonly label: Label;
  readonly lifecycle: Lifecycle;
};

/** The commit that its rows say; parents and changes in the order given. Throws workspace-damaged over evidence that cannot be read. */
export function toCommit(row: CommitRow, parents: readonly string[], changes: readonly ChangeRow[]): Commit {
  return {
    id: row.id,
    parents,
    state: row.state,
    changes: changes.map(toChange),
    author: { kind: row.author_kind, name: row.author_name },
    message: row.message,
    at: row.at,
    proposal: row.proposal,
    // Nearly every commit has none.
    evidence: row.evidence === "[]" ? [] : (parseStored(row.evidence) as string[]),
  };
}

function toChange(row: ChangeRow): Change {
  const { resource, from_version: from, to_version: to, label, lifecycle } = row;
  return { resource, from, to, label, lifecycle };
}
