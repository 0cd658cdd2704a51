import { splitResourceKey } from "#core/domain/resource.ts";
import { joinMain } from "./edit-resource.ts";
import { editYaml } from "./edit-yaml.ts";
import { groupFiles } from "./group-files.ts";
import { readResource, says, type ReadResource } from "./read-resource.ts";
import type { Known } from "./with-defaults.ts";

type Owning = {
  /** The schemas that are others' as well. */
  readonly paths: ReadonlySet<string>;
  readonly isTaken: (path: string) => boolean;
  readonly known: Known;
};

/**
 * The same resource with schema files of its own in place of those that others name too, so that it can change without
 * them [S60]. Null where its text is not of a form in which that can be done.
 */
export function withOwnSchemas(read: ReadResource, { paths, isTaken, known }: Owning): ReadResource | null {
  const moved = new Map<string, string>();
  const isUsed = (path: string): boolean => isTaken(path) || [...moved.values()].includes(path);
  for (const path of paths) moved.set(path, ownPath(read, path, isUsed));
  const named = [...read.schemas].filter(([, { path }]) => moved.has(path));
  const changes = named.map(([field, { path }]) => ({
    key: field,
    from: baseName(path),
    to: baseName(moved.get(path) ?? path),
    isWhole: true,
  }));
  const yaml = editYaml(read.yaml, changes);
  if (yaml === null) return null;
  const schemas = [...read.schemas.values()].map(({ path, text }) => ({
    path: moved.get(path) ?? path,
    text,
  }));
  const files = [{ ...read.main, text: joinMain(read, yaml) }, ...read.beside, ...schemas];
  const { groups, shared } = groupFiles(files);
  const [group] = groups;
  if (group === undefined) return null;
  const outcome = readResource(group, { known, shared });
  return says(outcome, read.content) ? outcome.read : null;
}

/** Named after the resource, in the form that the schema is in. */
function ownPath({ key, main }: ReadResource, path: string, isTaken: (path: string) => boolean): string {
  const folder = main.path.slice(0, main.path.lastIndexOf("/") + 1);
  const { name } = splitResourceKey(key);
  const form = path.slice(path.lastIndexOf(".schema."));
  for (let number = 1; ; number += 1) {
    const own = `${folder}${name}${number === 1 ? "" : `-${number}`}${form}`;
    if (!isTaken(own)) return own;
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
