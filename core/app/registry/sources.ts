import { jsonEquals, type JsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { readResourceFile, slotsIn } from "#core/exchange/files/read-files.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import type { Known } from "#core/exchange/files/with-defaults.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";

/** What defaults of files are made from, as the registry has it. */
export function knownIn(view: ResourceView): Known {
  return {
    slotsOf: (prompt) => {
      const found = view.find(`prompt/${prompt}`);
      return found?.resource.kind === "prompt"
        ? slotsIn((found.resource.content as JsonObject)["messages"]) // It has a canonical form ([R2]).
        : null;
    },
  };
}

type At = { readonly commit: string; readonly view: ResourceView; readonly known: Known };

/**
 * The files of a resource as somebody wrote them: those of its version at the commit, else the newest of an earlier one
 * along its history [S54]. Null where it never came by files, or they can be read no more.
 */
export function findSource(store: Store, key: ResourceKey, { commit, view, known }: At): ReadResource | null {
  const { version } = view.get(key);
  const earlier = store.commits.versionsUpTo(commit, key).map((each) => each.version);
  for (const id of [version, ...earlier]) {
    const files = store.sources.of(id);
    const read = files === null ? null : readSource(key, files, known);
    if (read !== null) return read;
  }
  return null;
}

function readSource(key: ResourceKey, files: readonly ResourceFile[], known: Known): ReadResource | null {
  const outcome = readResourceFile(key, files, known);
  return outcome.ok ? outcome.read : null;
}

/** Whether a resource is what the files say. */
export function isSaid(view: ResourceView, { key, content }: Pick<ReadResource, "key" | "content">): boolean {
  const found = view.find(key);
  return found !== null && jsonEquals(found.resource.content as JsonObject, content); // As above.
}
