import { jsonEquals, type JsonObject } from "#core/base/json.ts";
import type { ExportedDocument } from "#core/contract/files.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { wholeFile, type FileProblem, type ResourceFile } from "#core/domain/resource-file.ts";
import { filesOf } from "#core/exchange/files/edit-resource.ts";
import { groupFiles, type FileGroup } from "#core/exchange/files/group-files.ts";
import { readResourceFiles, slotsIn } from "#core/exchange/files/read-files.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import type { Known } from "#core/exchange/files/with-defaults.ts";
import { parseContent } from "#core/domain/content/content.ts";
import { splitResourceKey, toResourceKey } from "#core/domain/resource.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { ReadingContext } from "#core/app/context.ts";
import { findSource, isSaid, knownIn } from "./sources.ts";
import { writeFiles } from "./write-files.ts";

type Asked = {
  readonly commit: string;
  readonly resources?: readonly ResourceKey[] | undefined;
  readonly existing: readonly ResourceFile[];
  readonly overwrite: boolean;
};
type Reading = Pick<ReadingContext, "store" | "clock">;

/**
 * Resources of a commit as files. What stands there already is edited where it says something else, else the files that
 * the resource came by, and only what has none is written in a form of our own [S53]. What somebody wrote there and no
 * version says is not written over unless that is asked for [S55], and what others there say stays what they say [S60].
 * Throws resource-missing.
 */
export function exportFiles(context: Reading, asked: Asked): ExportedDocument {
  const { store } = context;
  const { commit } = asked;
  const view = viewAtCommit(store, commit);
  const inUse = view.list().filter((key) => view.get(key).lifecycle !== "archived");
  const keys = [...new Set(asked.resources ?? inUse)];
  const there = readThere(asked.existing, view);
  const refusals = asked.overwrite
    ? new Map<ResourceKey, FileProblem>()
    : new Map(keys.flatMap((key) => refusalOf(context, key, { view, there })));
  const known = knownAfter(view, there, (key) => keys.includes(key) && !refusals.has(key));
  const wanted = keys
    .filter((key) => !refusals.has(key))
    .map((key) => {
      const standing = there.reads.get(key) ?? null;
      const unread = there.unread.get(key);
      return {
        key,
        content: contentIn(view, key),
        source: standing ?? findSource(store, key, { commit, view, known }),
        old:
          standing === null
            ? unread === undefined
              ? []
              : [unread.main, ...unread.beside]
            : filesOf(standing),
      };
    });
  const others = [...there.reads.values()].filter(({ key }) => wanted.every((each) => each.key !== key));
  const written = writeFiles(wanted, { existing: asked.existing, others, known });
  const odd = asked.overwrite ? [] : findChanged(view, { others, wanted, folder: written.folder });
  return {
    commit,
    resources: keys,
    files: odd.length > 0 ? [] : [...written.files],
    remove: odd.length > 0 ? [] : [...written.remove],
    refused: [...refusals.values(), ...odd],
  };
}

type There = {
  readonly reads: ReadonlyMap<ResourceKey, ReadResource>;
  readonly unread: ReadonlyMap<ResourceKey, FileGroup>;
};

function readThere(existing: readonly ResourceFile[], view: ResourceView): There {
  const { resources } = readResourceFiles(existing, knownIn(view));
  const reads = new Map(resources.map((read) => [read.key, read]));
  const unread = groupFiles(existing).groups.filter(({ key }) => !reads.has(key));
  return { reads, unread: new Map(unread.map((group) => [group.key, group])) };
}

type Standing = { readonly view: ResourceView; readonly there: There };

/** Why what stands there is not written over. */
function refusalOf(
  context: Reading,
  key: ResourceKey,
  { view, there }: Standing,
): ReadonlyArray<readonly [ResourceKey, FileProblem]> {
  const [standing, unread] = [there.reads.get(key), there.unread.get(key)];
  if (unread !== undefined) {
    const reason = `${key} cannot be read from it, so it is not known what would be lost`;
    return [[key, wholeFile(unread.main.path, reason)]];
  }
  if (standing === undefined || isKnown(context, view, standing)) return [];
  const reason = `it says of ${key} what no version of it says: bring it in first`;
  return [[key, wholeFile(standing.main.path, reason)]];
}

/** What defaults are made from once it is written: the prompts that are, those that stand there, and those of the commit. */
function knownAfter(
  view: ResourceView,
  { reads, unread }: There,
  isWritten: (key: ResourceKey) => boolean,
): Known {
  const inView = knownIn(view);
  return {
    slotsOf: (prompt) => {
      const key = toResourceKey("prompt", prompt);
      const standing = reads.get(key);
      if (isWritten(key) || (standing === undefined && !unread.has(key))) return inView.slotsOf(prompt);
      return standing === undefined ? null : slotsIn(standing.content["messages"]);
    },
  };
}

type Outcome = {
  readonly others: readonly ReadResource[];
  readonly wanted: ReadonlyArray<{ readonly key: ResourceKey }>;
  readonly folder: readonly ResourceFile[];
};

/** The folder as it would be, read again: who would say something that neither stood there nor is in the commit. */
function findChanged(view: ResourceView, { others, wanted, folder }: Outcome): FileProblem[] {
  const { resources } = readResourceFiles(folder, knownIn(view));
  const after = new Map(resources.map((read) => [read.key, read]));
  const changed = others.filter(({ key, content }) => {
    const now = after.get(key);
    return now === undefined || !(jsonEquals(now.content, content) || isSaid(view, now));
  });
  const wrong = wanted.filter(({ key }) => {
    const now = after.get(key);
    return now === undefined || !isSaid(view, now);
  });
  return [
    ...changed.map(({ key, main }) =>
      wholeFile(
        main.path,
        `it would say something else of ${key}: take ${key} out as well, or bring it in first`,
      ),
    ),
    ...wrong.map(({ key }) =>
      wholeFile(
        after.get(key)?.main.path ?? key,
        `beside the other files there it would not say what ${key} is`,
      ),
    ),
  ];
}

/** Whether what a file says is said by a version of a commit or a proposal, so that nothing is lost with it. */
function isKnown({ store, clock }: Reading, view: ResourceView, read: ReadResource): boolean {
  if (isSaid(view, read)) return true;
  const parsed = parseContent(splitResourceKey(read.key).kind, read.content);
  if (!parsed.ok) return false;
  const { id } = store.versions.draft(read.key, parsed.value, clock.now());
  // What a run over it alone left behind is of no commit, and nobody would find it again.
  return (
    store.commits.versionsEver(read.key).includes(id) ||
    store.proposals.list().some(({ changes }) => changes.some(({ to }) => to === id))
  );
}

function contentIn(view: ResourceView, key: ResourceKey): JsonObject {
  return view.get(key).resource.content as JsonObject; // It has a canonical form ([R2]).
}
