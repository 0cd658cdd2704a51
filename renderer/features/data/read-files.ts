import { chooseFiles, isPassedOver } from "./choose-files.ts";
import type { ChosenFile } from "./import-source.ts";

/** What was read of what was chosen, and how many files that items may be in were not. */
type ReadFiles = { readonly files: readonly ChosenFile[]; readonly unread: number };

/** Files of a dropped folder that are counted; behind them none is looked for. */
const MOST_FOUND = 20_000;

/** Files that were chosen, each by its path in the chosen folder. Null where together they are more than may be sent. */
export async function readFiles(chosen: readonly File[]): Promise<ReadFiles | null> {
  const choice = chooseFiles(chosen.map((file) => ({ file, path: pathOf(file), sizeBytes: file.size })));
  if (choice === null) return null;
  const files: ChosenFile[] = [];
  for (const { file, path } of choice.taken)
    files.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
  return { files, unread: choice.unread };
}

/** The same of what was dropped, folders with all that is in them. */
export async function readDropped({ items, files }: DataTransfer): Promise<ReadFiles | null> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.every(({ isFile }) => isFile)) return readFiles([...files]);
  const found: File[] = [];
  for (const entry of entries) await collect(entry, found);
  return readFiles(found);
}

function pathOf(file: File): string {
  return file.webkitRelativePath === "" ? file.name : file.webkitRelativePath;
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (found.length >= MOST_FOUND || isPassedOver(path)) return;
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
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
