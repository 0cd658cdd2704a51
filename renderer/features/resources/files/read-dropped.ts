import { isLeftOver, MOST_FILES, wholeFile, type FileProblem } from "#core/domain/resource-file.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { isOurs, readChosen, type Chosen, type Found } from "./read-chosen.ts";

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
  const lost: FileProblem[] = [];
  for (const entry of entries) await collect(entry, found, lost);
  const { files, problems } = await readChosen(found);
  return { files, problems: [...lost, ...problems] };
}

/** Adds what is ours below an entry to `found`, and what could not be opened to `lost`. */
async function collect(entry: FileSystemEntry, found: Found[], lost: FileProblem[]): Promise<void> {
  try {
    await open(entry, found, lost);
  } catch {
    lost.push(wholeFile(entry.fullPath.replace(/^\//, ""), fileStrings.unreadable));
  }
}

async function open(entry: FileSystemEntry, found: Found[], lost: FileProblem[]): Promise<void> {
  if (found.length > MOST_FILES || isLeftOver(entry.name)) return;
  if (entry.isFile) {
    if (!isOurs(entry.fullPath)) return;
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
    for (const each of some) await collect(each, found, lost);
  }
}
