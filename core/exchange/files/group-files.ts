import {
  resourceNameSchema,
  splitResourceKey,
  toResourceKey,
  type ResourceKey,
  type ResourceKind,
} from "#core/domain/resource.ts";
import {
  FOLDERS,
  isLeftOver,
  KIND_OF_FOLDER,
  wholeFile,
  type FileProblem,
  type ResourceFile,
} from "#core/domain/resource-file.ts";

/** The files of one resource: the one that is named after it, and those that may belong to it. */
export type FileGroup = {
  readonly key: ResourceKey;
  readonly main: ResourceFile;
  /** Code and the files of an initial state, by their paths. */
  readonly beside: readonly ResourceFile[];
};

export type Grouped = {
  readonly groups: readonly FileGroup[];
  /** What may be named by several: schemas. By path. */
  readonly shared: ReadonlyMap<string, string>;
  readonly problems: readonly FileProblem[];
  /** Files that are no part of any resource and are left alone. */
  readonly ignored: readonly string[];
};

const MAIN: Readonly<Record<ResourceKind, RegExp>> = {
  prompt: /^(.*)\.md$/,
  agent: /^(.*)\.ya?ml$/,
  tool: /^(.*)\.ya?ml$/,
  environment: /^(.*)\.ya?ml$/,
  memory: /^(.*)\.ya?ml$/,
};
const SCHEMA = /\.schema\.(json|ya?ml)$/;
const CODE = /^(.*)\.js$/;

/** Sorts files of a folder by the resources they are of; who is of none is left alone or told as a problem [S52]. */
export function groupFiles(files: readonly ResourceFile[]): Grouped {
  const problems: FileProblem[] = [];
  const ignored: string[] = [];
  const shared = new Map<string, string>();
  const mains = new Map<ResourceKey, ResourceFile>();
  const beside = new Map<ResourceKey, ResourceFile[]>();
  for (const file of files) {
    const place = placeOf(file.path);
    if (place === null) ignored.push(file.path);
    else if (place.role === "problem") problems.push(wholeFile(file.path, place.reason));
    else if (place.role === "shared") shared.set(file.path, file.text);
    else if (place.role === "beside") beside.set(place.key, [...(beside.get(place.key) ?? []), file]);
    else if (mains.has(place.key))
      problems.push(
        wholeFile(file.path, `${place.key} has another file already, ${mains.get(place.key)?.path ?? ""}`),
      );
    else mains.set(place.key, file);
  }
  for (const [key, all] of beside) {
    if (mains.has(key)) continue;
    for (const { path } of all)
      problems.push(wholeFile(path, `it belongs to ${key}, which has no file: ${mainPath(key)} is missing`));
  }
  const groups = [...mains].map(([key, main]) => ({ key, main, beside: beside.get(key) ?? [] }));
  return { groups, shared, problems, ignored };
}

/** Where the file that is named after a resource stands, unless somebody put it elsewhere. */
export function mainPath(key: ResourceKey): string {
  const { kind, name } = splitResourceKey(key);
  return `${FOLDERS[kind]}/${name}.${kind === "prompt" ? "md" : "yaml"}`;
}

type Place =
  | { readonly role: "main" | "beside"; readonly key: ResourceKey }
  | { readonly role: "shared" }
  | { readonly role: "problem"; readonly reason: string };

function placeOf(path: string): Place | null {
  const [folder = "", ...rest] = path.split("/");
  const kind = KIND_OF_FOLDER.get(folder);
  const [name = "", ...deeper] = rest;
  if (kind === undefined || rest.some(isLeftOver) || name === "") return null;
  if (deeper.length > 0) {
    if (kind === "environment") return named(kind, name, "beside");
    const isLikeOurs = /\.(md|ya?ml|js|json)$/.test(rest.at(-1) ?? "");
    return !isLikeOurs
      ? null
      : { role: "problem", reason: `it stands too deep: resources are files in ${folder} itself` };
  }
  if ((kind === "prompt" || kind === "tool") && SCHEMA.test(name)) return { role: "shared" };
  if (/^(readme|license|licence|changelog)(\.\w+)?$/i.test(name)) return null;
  const code = kind === "tool" ? CODE.exec(name)?.[1] : undefined;
  if (code !== undefined) return named(kind, code, "beside");
  const main = MAIN[kind].exec(name)?.[1];
  return main === undefined ? null : named(kind, main, "main");
}

/** Whether a file is of a resource, or at least looks as if it was meant to be: what is not is never read. */
export function isOfResource(path: string): boolean {
  return placeOf(path) !== null;
}

function named(kind: ResourceKind, name: string, role: "main" | "beside"): Place {
  const parsed = resourceNameSchema.safeParse(name);
  if (parsed.success) return { role, key: toResourceKey(kind, name) };
  return { role: "problem", reason: `"${name}" names no resource: ${parsed.error.issues[0]?.message ?? ""}` };
}
