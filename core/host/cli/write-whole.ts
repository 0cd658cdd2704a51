import { rmSync, writeFileSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { replaceFile } from "#core/store/replace-file.ts";

/** Writes a file that a person named, whole or not at all: who reads it meanwhile has the old one. Throws path-refused. */
export function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new`;
  try {
    writeFileSync(fresh, text);
    replaceFile(fresh, path);
  } catch (cause) {
    rmSync(fresh, { force: true });
    throw new AppError("path-refused", `${path} cannot be written.`, {
      hint: "Name a file in a folder that is there and that you may write.",
      cause,
    });
  }
}
