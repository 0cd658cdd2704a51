import type { ExportedDocument } from "#core/contract/files.ts";
import { isLeftOver, KIND_OF_FOLDER, type ResourceFile } from "#core/domain/resource-file.ts";

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

type Listed = FileSystemDirectoryHandle & {
  readonly entries: () => AsyncIterable<[string, FileSystemFileHandle | FileSystemDirectoryHandle]>;
};

/** The files of resources that are there. */
export async function readHandle(folder: FileSystemDirectoryHandle): Promise<readonly ResourceFile[]> {
  const files: ResourceFile[] = [];
  const walk = async (handle: FileSystemDirectoryHandle, above: string): Promise<void> => {
    for await (const [name, each] of (handle as Listed).entries()) {
      if (isLeftOver(name) || (above === "" && !KIND_OF_FOLDER.has(name))) continue;
      if (each.kind === "directory") await walk(each, `${above}${name}/`);
      else
        files.push({
          path: `${above}${name}`,
          text: await (await each.getFile()).text(),
        });
    }
  };
  await walk(folder, "");
  return files;
}

/** Each file is written whole: what was there stays until the new one is closed. */
export async function writeHandle(
  folder: FileSystemDirectoryHandle,
  { files, remove }: ExportedDocument,
): Promise<void> {
  for (const { path, text } of files) {
    const { at, name } = await reach(folder, path);
    const stream = await (await at.getFileHandle(name, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
  for (const path of remove) {
    const { at, name } = await reach(folder, path);
    await at.removeEntry(name);
  }
}

async function reach(folder: FileSystemDirectoryHandle, path: string) {
  const parts = path.split("/");
  const name = parts.pop() ?? path;
  let at = folder;
  for (const part of parts) at = await at.getDirectoryHandle(part, { create: true });
  return { at, name };
}

/** Each file by itself, under its own name, where there is no folder to write to. */
export function downloadFiles(files: readonly ResourceFile[]): void {
  for (const { path, text } of files) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = path.split("/").slice(1).join("-");
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
