import type { JsonObject } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { editResource } from "#core/exchange/files/edit-resource.ts";
import { withOwnSchemas } from "#core/exchange/files/own-schemas.ts";
import type { ReadResource } from "#core/exchange/files/read-resource.ts";
import type { Known } from "#core/exchange/files/with-defaults.ts";
import { writeResource } from "#core/exchange/files/write-resource.ts";

type Wanted = {
  readonly key: ResourceKey;
  readonly content: JsonObject;
  /** The files that it is written as near to as can be; null where it has none. */
  readonly source: ReadResource | null;
  /** What stands there of it now. */
  readonly old: readonly ResourceFile[];
};

type Folder = {
  readonly existing: readonly ResourceFile[];
  /** What is read from there and not written. */
  readonly others: readonly ReadResource[];
  readonly known: Known;
};

type Written = {
  /** Files that are not there, or say something else. */
  readonly files: readonly ResourceFile[];
  readonly remove: readonly string[];
  /** All of the folder as it is then. */
  readonly folder: readonly ResourceFile[];
};

/** Writes resources into a folder. A schema that several name is changed only where all of them change alike [S60]. */
export function writeFiles(wanted: readonly Wanted[], { existing, others, known }: Folder): Written {
  const before = new Map(existing.map(({ path, text }) => [path, text]));
  const drafts = wanted.map((each) => ({ ...each, files: filesFor(each, known) }));
  const kept = keptSchemas(drafts, { before, others });
  const written = new Map<string, string>();
  const isTaken = (path: string): boolean => before.has(path) || written.has(path) || kept.has(path);
  for (const draft of drafts) {
    const paths = new Set(
      draft.files.filter(({ path, text }) => (kept.get(path) ?? text) !== text).map(({ path }) => path),
    );
    const files = paths.size === 0 ? draft.files : filesApart(draft, { paths, isTaken, known });
    for (const { path, text } of files) written.set(path, text);
  }
  const named = new Set(others.flatMap(({ schemas }) => [...schemas.values()].map(({ path }) => path)));
  const remove = [...new Set(wanted.flatMap(({ old }) => old.map(({ path }) => path)))].filter(
    (path) => !written.has(path) && !named.has(path),
  );
  const gone = new Set(remove);
  const after = new Map([...[...before].filter(([path]) => !gone.has(path)), ...written]);
  return {
    files: toFiles([...written].filter(([path, text]) => before.get(path) !== text)),
    remove,
    folder: toFiles([...after]),
  };
}

type Draft = Wanted & { readonly files: readonly ResourceFile[] };

function filesFor({ key, content, source }: Wanted, known: Known): readonly ResourceFile[] {
  return source === null ? writeResource({ key, content, known }) : editResource(source, content, known);
}

/** The text that a schema keeps where several are asked of it: the one that stands there before any other. */
function keptSchemas(
  drafts: readonly Draft[],
  {
    before,
    others,
  }: { readonly before: ReadonlyMap<string, string>; readonly others: readonly ReadResource[] },
): ReadonlyMap<string, string> {
  const asked = new Map<string, Set<string>>();
  const ask = (path: string, text: string): void =>
    void asked.set(path, (asked.get(path) ?? new Set()).add(text));
  for (const { source, files, old } of drafts) {
    const schemas = new Set([...(source?.schemas.values() ?? [])].map(({ path }) => path));
    for (const { path, text } of files) {
      if (!schemas.has(path)) continue;
      ask(path, text);
      const there = before.get(path);
      // A file that was not its own so far is somebody's, whoever names it.
      if (there !== undefined && old.every((each) => each.path !== path)) ask(path, there);
    }
  }
  for (const { schemas } of others) for (const { path, text } of schemas.values()) ask(path, text);
  return new Map(
    [...asked].map(([path, texts]) => {
      const there = before.get(path);
      const [first = ""] = texts;
      return [path, there !== undefined && texts.has(there) ? there : first];
    }),
  );
}

type Apart = {
  readonly paths: ReadonlySet<string>;
  readonly isTaken: (path: string) => boolean;
  readonly known: Known;
};

/** Where it cannot have files of its own, its schemas stand in its main file, under the name that that has. */
function filesApart({ key, content, source }: Draft, apart: Apart): readonly ResourceFile[] {
  const { known } = apart;
  const own = source === null ? null : withOwnSchemas(source, apart);
  if (own !== null) return editResource(own, content, known);
  const anew = writeResource({ key, content, known });
  return anew.map((file, at) => (at === 0 ? { ...file, path: source?.main.path ?? file.path } : file));
}

function toFiles(entries: ReadonlyArray<readonly [string, string]>): readonly ResourceFile[] {
  return entries.map(([path, text]) => ({ path, text }));
}
