import type { AskedEdit } from "#core/domain/edit.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import { isSaid } from "./sources.ts";

type Read = {
  /** The commit that the files are held against. */
  readonly base: string;
  readonly resources: readonly ReadResource[];
  /** Whether what came by files once goes where it has none any more. */
  readonly prune: boolean;
};

/** The edits that files come to: what is new in them, and what is archived and has a file again comes back [S59]. */
export function editsOfFiles(store: Store, before: ResourceView, read: Read): readonly AskedEdit[] {
  return [
    ...read.resources.flatMap((each) => editsOf(before, each)),
    ...(read.prune ? retirements(store, before, read) : []),
  ];
}

/** Whether a resource is what the files say, and in use as what has files is. */
export function isInForce(view: ResourceView, read: ReadResource): boolean {
  return isSaid(view, read) && view.get(read.key).lifecycle !== "archived";
}

function editsOf(before: ResourceView, read: ReadResource): readonly AskedEdit[] {
  const { key: resource, content } = read;
  const found = before.find(resource);
  if (found === null) return [{ type: "register", resource, content }];
  const isBack = found.lifecycle === "archived";
  return [
    ...(isBack ? [{ type: "step" as const, resource, step: "reactivate" as const }] : []),
    ...(isSaid(before, read) ? [] : [{ type: "update" as const, resource, content }]),
  ];
}

/** Of what came by files once, and has none any more. What was never in a folder is not missing there. */
function retirements(store: Store, before: ResourceView, { base, resources }: Read): AskedEdit[] {
  const named = new Set(resources.map(({ key }) => key));
  return before
    .list()
    .filter((key) => !named.has(key) && before.get(key).lifecycle !== "archived")
    .filter((key) =>
      [before.get(key), ...store.commits.versionsUpTo(base, key)].some(
        ({ version }) => store.sources.of(version) !== null,
      ),
    )
    .map((resource) => ({ type: "step", resource, step: "unregister" }));
}
