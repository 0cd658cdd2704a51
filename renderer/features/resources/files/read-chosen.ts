import {
  isLeftOver,
  KIND_OF_FOLDER,
  MOST_FILE_CHARACTERS,
  MOST_FILES,
  wholeFile,
  type FileProblem,
  type ResourceFile,
} from "#core/domain/resource-file.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";

export type Chosen = { readonly files: readonly ResourceFile[]; readonly problems: readonly FileProblem[] };

/** What may be part of a resource: pictures and archives beside them are not even read. */
const MAY_BE_OURS = /\.(md|ya?ml|js|json)$/;

type Found = { readonly path: string; readonly file: File };

/** Files that somebody chose, by their paths below the folder that holds the folders of kinds. */
export async function readChosen(chosen: readonly Found[]): Promise<Chosen> {
  const files: ResourceFile[] = [];
  const problems: FileProblem[] = [];
  const found = chosen
    .map(({ path, file }) => ({ path: belowHome(path), file }))
    .filter(({ path }) => !path.split("/").some(isLeftOver))
    .filter(({ path }) => path.startsWith("environments/") || MAY_BE_OURS.test(path));
  for (const { path, file } of found.slice(0, MOST_FILES)) {
    const text = file.size > MOST_FILE_CHARACTERS ? null : decode(await file.arrayBuffer());
    if (text === null) problems.push(wholeFile(path, fileStrings.notText));
    else files.push({ path, text });
  }
  return { files, problems };
}

/** desk/prompts/a.md is prompts/a.md: what is above the folder of a kind says nothing. */
function belowHome(path: string): string {
  const parts = path.split("/");
  const at = parts.slice(0, -1).findIndex((part) => KIND_OF_FOLDER.has(part));
  return at === -1 ? (parts.at(-1) ?? path) : parts.slice(at).join("/");
}

function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function toFound(files: readonly File[]): readonly Found[] {
  return files.map((file) => ({
    path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
    file,
  }));
}

/** What was dropped, folders with all that is in them. */
export async function readDropped({ items }: DataTransfer): Promise<Chosen> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Found[] = [];
  for (const entry of entries) await collect(entry, found);
  return readChosen(found);
}

async function collect(entry: FileSystemEntry, found: Found[]): Promise<void> {
  if (found.length > MOST_FILES || isLeftOver(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject); // It says that it is one.
    });
    found.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader(); // What is no file is a folder.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return;
    for (const each of some) await collect(each, found);
  }
}
