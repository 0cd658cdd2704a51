import type { ChosenFile } from "./import-source.ts";

/** What one call of the contract may carry, all files together. */
export const LARGEST_BYTES = 20_000_000;
/** More files than a folder of items has. */
const MOST_FILES = 500;
/** What no item is in, and what would be too much to read. */
const PASSED_OVER = /(?:^|\/)(?:\.[^/]+|node_modules)(?:\/|$)/;

/** Files that were chosen, each by its path in the chosen folder, read until they are more than may be sent. */
export async function readFiles(files: readonly File[]): Promise<readonly ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  let sizeBytes = 0;
  for (const file of files.slice(0, MOST_FILES)) {
    const path = file.webkitRelativePath === "" ? file.name : file.webkitRelativePath;
    if (PASSED_OVER.test(path)) continue;
    sizeBytes += file.size;
    // What is too large is told of by its size, and need not be read for it.
    if (sizeBytes > LARGEST_BYTES) return [{ path, bytes: new Uint8Array(LARGEST_BYTES + 1) }];
    chosen.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return chosen;
}

/** The same of what was dropped, folders with all that is in them. */
export async function readDropped({ items, files }: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.every(({ isFile }) => isFile)) return readFiles([...files]);
  const found: File[] = [];
  for (const entry of entries) await collect(entry, found);
  return readFiles(found);
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES || PASSED_OVER.test(entry.fullPath)) return;
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    const path = entry.fullPath.replace(/^\//, "");
    found.push(Object.defineProperty(file, "webkitRelativePath", { value: path }));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return;
    for (const each of some) await collect(each, found);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
