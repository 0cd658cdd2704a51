import { err, ok, type Result } from "#core/base/result.ts";
import {
  isLeftOver,
  KIND_OF_FOLDER,
  MOST_CHARACTERS_IN_ALL,
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

export type Found = { readonly path: string; readonly file: File };

/** Files that somebody chose, by their paths below the folder that holds the folders of kinds. */
export async function readChosen(chosen: readonly Found[]): Promise<Chosen> {
  const files: ResourceFile[] = [];
  const problems: FileProblem[] = [];
  const found = chosen
    .filter(({ path }) => isOurs(path))
    .map(({ path, file }) => ({ path: belowHome(path), file }));
  let characters = 0;
  for (const { path, file } of found.slice(0, MOST_FILES)) {
    const read = await readText(file);
    if (read.ok) characters += read.value.length;
    if (!read.ok) problems.push(wholeFile(path, read.error));
    else if (characters > MOST_CHARACTERS_IN_ALL) {
      problems.push(wholeFile(path, fileStrings.tooMuch(MOST_CHARACTERS_IN_ALL)));
      break;
    } else files.push({ path, text: read.value });
  }
  // Nothing is left out without a word.
  const over = found[MOST_FILES];
  if (over !== undefined) problems.push(wholeFile(over.path, fileStrings.tooMany(MOST_FILES)));
  return { files, problems };
}

/** Whether a file may be part of a resource by its path. */
export function isOurs(path: string): boolean {
  const below = belowHome(path);
  if (below.split("/").some(isLeftOver)) return false;
  return below.startsWith("environments/") || MAY_BE_OURS.test(below);
}

/** What a file says; what is wrong with it where that cannot be told, or is too long. */
async function readText(file: File): Promise<Result<string, string>> {
  // In UTF-8 a character has up to three bytes as the length of a text counts: what has more is not even read.
  const tooLong = err(fileStrings.tooLong(MOST_FILE_CHARACTERS));
  if (file.size > MOST_FILE_CHARACTERS * 3) return tooLong;
  try {
    const text = decode(await file.arrayBuffer());
    if (text === null) return err(fileStrings.notText);
    return text.length > MOST_FILE_CHARACTERS ? tooLong : ok(text);
  } catch {
    return err(fileStrings.unreadable);
  }
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
