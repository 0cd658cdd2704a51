import type { ExportedDocument } from "#core/contract/files.ts";
import {
  isLeftOver,
  KIND_OF_FOLDER,
  wholeFile,
  type FileProblem,
  type ResourceFile,
} from "#core/domain/resource-file.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { readChosen, type Found } from "./read-chosen.ts";

/** What reading asks of a folder that the browser handed out. */
export type FolderHandle = {
  readonly entries: () => AsyncIterable<readonly [name: string, entry: FileHandle | SubfolderHandle]>;
};
type FileHandle = { readonly kind: "file"; readonly getFile: () => Promise<File> };
type SubfolderHandle = FolderHandle & { readonly kind: "directory" };

/** What stands in a folder: the files of resources, and those that could not be read as such, which are not written over. */
export type Standing = {
  readonly files: readonly ResourceFile[];
  readonly unread: readonly FileProblem[];
};

/** Reads within the bounds that files have that are brought in. */
export async function readStanding(folder: FolderHandle): Promise<Standing> {
  const found: Found[] = [];
  const walk = async (handle: FolderHandle, above: string): Promise<void> => {
    for await (const [name, each] of handle.entries()) {
      if (isLeftOver(name) || (above === "" && !KIND_OF_FOLDER.has(name))) continue;
      if (each.kind === "directory") await walk(each, `${above}${name}/`);
      else found.push({ path: `${above}${name}`, file: await each.getFile() });
    }
  };
  await walk(folder, "");
  const { files, problems } = await readChosen(found);
  const read = new Set(files.map(({ path }) => path));
  const unread = found
    .filter(({ path }) => !read.has(path))
    .map(({ path }) => problems.find(({ file }) => file === path) ?? wholeFile(path, fileStrings.unreadable));
  return { files, unread };
}

/** What of an export would be written over a file that nobody could look at. */
export function findUnreadTargets(
  { files }: Pick<ExportedDocument, "files">,
  { unread }: Standing,
): readonly FileProblem[] {
  const targets = new Set(files.map(({ path }) => path));
  return unread.filter(({ file }) => targets.has(file));
}
