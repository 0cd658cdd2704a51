import { IS_OFFERED, type OfferStanding } from "#core/domain/offer.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { viewAtCommit, type FoundResource } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import type { BuiltIn, BuiltIns } from "./built-ins.ts";

/** Something that this version of the program ships and the workspace does not have. */
export type Offered = {
  readonly resource: ResourceKey;
  readonly standing: OfferStanding;
  readonly shipped: BuiltIn;
  /** What the workspace has in its place. */
  readonly present: FoundResource | null;
  /** A person has seen it and does not want it. */
  readonly isLeft: boolean;
};

/**
 * What this version ships and the workspace at this head does not have, in the catalogue's order. A version that was once in
 * force here is no news: who undid it, or went on from it, knows it. Nothing comes in by being found: a
 * person takes it [R17].
 */
export function findOffer(store: Store, builtIns: BuiltIns, head: string): readonly Offered[] {
  const view = viewAtCommit(store, head);
  const left = findLeft(store);
  return [...builtIns].flatMap(([resource, shipped]) => {
    const present = view.find(resource);
    const standing = standingOf(store, head, { resource, shipped, present });
    if (standing === null) return [];
    return [{ resource, standing, shipped, present, isLeft: left.has(shipped.version) }];
  });
}

/** What a person can take of it, as far as nobody left it. */
export function isTakeable({ standing, isLeft }: Offered): boolean {
  return IS_OFFERED[standing] && !isLeft;
}

/** Null where there is nothing to say. */
function standingOf(
  store: Store,
  head: string,
  { resource, shipped, present }: Pick<Offered, "resource" | "shipped" | "present">,
): OfferStanding | null {
  if (present === null) return "new";
  if (present.version === shipped.version) return null;
  const before = store.commits.versionsUpTo(head, resource);
  if (before.some(({ version }) => version === shipped.version)) return null;
  if (present.lifecycle === "archived") return "archived";
  const ownCommits = programCommits(store);
  const isOurs = before.some(({ commit, version }) => version === present.version && ownCommits.has(commit));
  return isOurs ? "newer" : "changed";
}

/** By resource, as `leaveOffer` writes them. */
type LeftVersions = Readonly<Record<ResourceKey, string>>;

/** Those that brought in what a version of the program shipped: the first of the workspace, and what was taken since. */
function programCommits({ operations }: Store): ReadonlySet<string> {
  return new Set([...operations.commitsOf("init"), ...operations.commitsOf("bring-in")]);
}

function findLeft({ audit }: Store): ReadonlySet<string> {
  return new Set(
    audit.ofType("offer-left").flatMap(({ body }) => Object.values(body["versions"] as LeftVersions)),
  );
}
