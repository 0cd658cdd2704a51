import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Electron's archive: a header of JSON behind four little-endian sizes, then the files one after the other. */
type AsarFile = { readonly size: number; readonly offset?: string; readonly unpacked?: boolean };
type AsarFolder = { readonly files: Readonly<Record<string, AsarFile | AsarFolder>> };

export type AsarEntry = { readonly path: string; readonly sizeBytes: number; readonly isUnpacked: boolean };

type Opened = { readonly header: AsarFolder; readonly dataAt: number };

/** What an archive holds, with forward slashes, sorted. */
export function listAsar(archive: string): readonly AsarEntry[] {
  return walk(readHeader(archive).header, "")
    .map(({ path, file }) => ({ path, sizeBytes: file.size, isUnpacked: file.unpacked === true }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Writes every file of an archive, those that lie unpacked beside it included, into a folder. */
export function extractAsar(archive: string, folder: string): void {
  const { header, dataAt } = readHeader(archive);
  const data = readFileSync(archive);
  for (const { path, file } of walk(header, "")) {
    const start = dataAt + Number(file.offset ?? 0);
    const content =
      file.unpacked === true
        ? readFileSync(join(`${archive}.unpacked`, path))
        : data.subarray(start, start + file.size);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function readHeader(archive: string): Opened {
  const sizes = Buffer.alloc(16);
  const descriptor = openSync(archive, "r");
  try {
    readSync(descriptor, sizes, 0, 16, 0);
    const text = Buffer.alloc(sizes.readUInt32LE(12));
    readSync(descriptor, text, 0, text.length, 16);
    return { header: JSON.parse(text.toString("utf8")) as AsarFolder, dataAt: 8 + sizes.readUInt32LE(4) };
  } finally {
    closeSync(descriptor);
  }
}

function walk(
  folder: AsarFolder,
  above: string,
): readonly { readonly path: string; readonly file: AsarFile }[] {
  return Object.entries(folder.files).flatMap(([name, entry]) => {
    const path = above === "" ? name : `${above}/${name}`;
    return "files" in entry ? walk(entry, path) : [{ path, file: entry }];
  });
}
