import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shell } from "electron";
import { ASSETS, ownFile } from "./paths.ts";

/** What the bundler wrote down of the packages that are in the window and in the entries. */
const SOURCES = [join(ASSETS, "licenses.md"), join(import.meta.dirname, "licenses.md")];

export function hasLicenses(): boolean {
  return SOURCES.some((file) => existsSync(file));
}

/** Shows the licences of what this program is made of. No other program can look into the archive, so a copy is shown. */
export async function showLicenses(): Promise<void> {
  const texts = SOURCES.filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8"));
  const copy = ownFile("licenses.txt");
  writeFileSync(copy, texts.join("\n\n"));
  const problem = await shell.openPath(copy);
  if (problem !== "") shell.showItemInFolder(copy);
}
