import type { ExportedDocument } from "#core/contract/files.ts";
import type { ResourceFile } from "#core/domain/resource-file.ts";
import { saveFile } from "#renderer/ui/save-file.ts";
import { downloadNames } from "./download-names.ts";

/** Where the browser lets a page write to a folder that somebody chose. */
type FolderPicker = {
  readonly showDirectoryPicker?: (options: {
    readonly mode: "readwrite";
  }) => Promise<FileSystemDirectoryHandle>;
};

/** Null where this browser has none. */
export function folderPicker(): (() => Promise<FileSystemDirectoryHandle>) | null {
  const { showDirectoryPicker } = window as FolderPicker;
  return showDirectoryPicker === undefined
    ? null
    : async () => showDirectoryPicker.call(window, { mode: "readwrite" });
}

/** Where writing ended before its end, and why. */
export type Stopped = { readonly written: number; readonly path: string; readonly reason: string };

/**
 * Each file is written whole: what was there stays until the new one is closed. Returns where it was stopped; null where it
 * came to its end.
 */
export async function writeHandle(
  folder: FileSystemDirectoryHandle,
  { files, remove }: ExportedDocument,
): Promise<Stopped | null> {
  let written = 0;
  const stoppedAt = (path: string, thrown: unknown): Stopped => ({
    ...{ written, path, reason: thrown instanceof Error ? thrown.message : "" },
  });
  for (const { path, text } of files) {
    try {
      const { at, name } = await reach(folder, path);
      const stream = await (await at.getFileHandle(name, { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
      written += 1;
    } catch (thrown) {
      return stoppedAt(path, thrown);
    }
  }
  for (const path of remove) {
    try {
      const { at, name } = await reach(folder, path);
      await at.removeEntry(name);
    } catch (thrown) {
      return stoppedAt(path, thrown);
    }
  }
  return null;
}

async function reach(folder: FileSystemDirectoryHandle, path: string) {
  const parts = path.split("/");
  const name = parts.pop() ?? path;
  let at = folder;
  for (const part of parts) at = await at.getDirectoryHandle(part, { create: true });
  return { at, name };
}

/** Each file by itself, under a name of its own, where there is no folder to write to. */
export function downloadFiles(files: readonly ResourceFile[]): void {
  for (const { name, text } of downloadNames(files)) saveFile(name, "text/plain", text);
}
