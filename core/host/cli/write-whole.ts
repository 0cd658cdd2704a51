import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { replaceFile } from "#core/store/replace-file.ts";

/** Writes a file that a person named, whole or not at all: who reads it meanwhile has the old one. Throws path-refused. */
export function writeWhole(path: string, text: string | Uint8Array): void {
  try {
    putWhole(path, text);
  } catch (cause) {
    throw new AppError("path-refused", `${path} cannot be written.`, {
      hint: "Name a file in a folder that is there and that you may write.",
      cause,
    });
  }
}

/** The same for whoever tells of it in words of its own: throws what the disk says. */
export function putWhole(path: string, text: string | Uint8Array): void {
  // Hidden, so that whoever reads the folder meanwhile does not take it for one of its files; and nobody else's.
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    replaceFile(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
