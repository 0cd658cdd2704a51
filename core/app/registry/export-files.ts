import type { JsonObject } from "#core/base/json.ts";
import type { ExportedDocument } from "#core/contract/files.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { wholeFile, type FileProblem, type ResourceFile } from "#core/domain/resource-file.ts";
import { editResource, filesOf } from "#core/exchange/files/edit-resource.ts";
import { groupFiles, type FileGroup } from "#core/exchange/files/group-files.ts";
import { readResourceFiles } from "#core/exchange/files/read-files.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import { writeResource } from "#core/exchange/files/write-resource.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { splitResourceKey } from "#core/domain/resource.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { commitNamed } from "#core/app/handlers/named-commit.ts";
import { findSource, isSaid, knownIn } from "./sources.ts";

type Asked = {
  readonly at: string;
  readonly resources?: readonly ResourceKey[] | undefined;
  readonly existing: readonly ResourceFile[];
  readonly overwrite: boolean;
};
type Reading = Pick<ReadingContext, "store" | "clock">;

/**
 * Resources of a commit as files. What stands there already is edited where it says something else, else the files that
 * the resource came by, and only what has none is written in a form of our own [S53]. What somebody wrote there and no
 * version says is not written over unless that is asked for [S55]. Throws resource-missing.
 */
export function exportFiles(context: Reading, asked: Asked): ExportedDocument {
  const { store } = context;
  const commit = commitNamed(store, asked.at);
  const view = viewAtCommit(store, commit);
  const keys = asked.resources ?? view.list().filter((key) => view.get(key).lifecycle !== "archived");
  const there = readThere(asked.existing, view);
  const existing = new Map(asked.existing.map(({ path, text }) => [path, text]));
  const wanted = new Map<string, string>();
  const old = new Set<string>();
  const refused: FileProblem[] = [];
  for (const key of new Set(keys)) {
    const standing = there.reads.get(key);
    const unread = there.unread.get(key);
    if (unread !== undefined && !asked.overwrite) {
      refused.push(
        wholeFile(unread.main.path, `${key} cannot be read from it, so it is not known what would be lost`),
      );
      continue;
    }
    if (standing !== undefined && !asked.overwrite && !isKnown(context, view, standing)) {
      refused.push(
        wholeFile(standing.main.path, `it says of ${key} what no version of it says: bring it in first`),
      );
      continue;
    }
    for (const { path } of standing === undefined
      ? unread === undefined
        ? []
        : [unread.main, ...unread.beside]
      : filesOf(standing))
      old.add(path);
    for (const { path, text } of filesFor(context, key, { commit, view, standing })) wanted.set(path, text);
  }
  const shared = there.sharedByOthers(keys);
  return {
    commit,
    resources: [...new Set(keys)],
    files: [...wanted]
      .filter(([path, text]) => existing.get(path) !== text)
      .map(([path, text]) => ({ path, text })),
    remove: [...old].filter((path) => !wanted.has(path) && !shared.has(path)),
    refused,
  };
}

type Target = {
  readonly commit: string;
  readonly view: ResourceView;
  readonly standing: ReadResource | undefined;
};

function filesFor(
  { store }: Reading,
  key: ResourceKey,
  { commit, view, standing }: Target,
): readonly ResourceFile[] {
  const content = view.get(key).resource.content as JsonObject; // It has a canonical form ([R2]).
  const known = knownIn(view);
  const source = standing ?? findSource(store, key, { commit, view });
  return source === null ? writeResource({ key, content, known }) : editResource(source, content, known);
}

function readThere(existing: readonly ResourceFile[], view: ResourceView) {
  const { resources } = readResourceFiles(existing, knownIn(view));
  const reads = new Map(resources.map((read) => [read.key, read]));
  const unread = new Map<ResourceKey, FileGroup>(
    groupFiles(existing)
      .groups.filter(({ key }) => !reads.has(key))
      .map((group) => [group.key, group]),
  );
  /** Schemas that somebody else there names as well stay. */
  const sharedByOthers = (keys: readonly ResourceKey[]): ReadonlySet<string> =>
    new Set(
      resources
        .filter(({ key }) => !keys.includes(key))
        .flatMap(({ schemas }) => [...schemas.values()].map(({ path }) => path)),
    );
  return { reads, unread, sharedByOthers };
}

/** Whether what a file says is said by a version, so that nothing is lost with it. */
function isKnown({ store, clock }: Reading, view: ResourceView, read: ReadResource): boolean {
  if (isSaid(view, read)) return true;
  const parsed = parseContent(splitResourceKey(read.key).kind, read.content);
  return parsed.ok && store.versions.has(store.versions.draft(read.key, parsed.value, clock.now()).id);
}
