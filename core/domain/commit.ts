import type { Author } from "./author.ts";
import type { Label } from "./label.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { ResourceKey } from "./resource.ts";

/** What a commit did to one resource. `from` is null where it is new. Labels belong to the change, not the version. */
export type Change = {
  readonly resource: ResourceKey;
  readonly from: string | null;
  readonly to: string;
  readonly label: Label;
  readonly lifecycle: Lifecycle;
};

/** An atomic changeset over any number of resources. Its id is the hash of everything else in it. */
export type Commit = {
  readonly id: string;
  readonly parents: readonly string[];
  /** Root hash of the state after it. */
  readonly state: string;
  readonly changes: readonly Change[];
  readonly author: Author;
  readonly message: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly proposal: string | null;
  readonly evidence: readonly string[];
};

/** What a commit's id is the hash of [V6]. */
export function commitBody(commit: Omit<Commit, "id">): Omit<Commit, "id"> {
  const { parents, state, changes, author, message, at, proposal, evidence } = commit;
  return { parents, state, changes, author, message, at, proposal, evidence };
}
