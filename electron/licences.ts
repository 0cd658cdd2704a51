import { writeFileSync } from "node:fs";
import { shell } from "electron";
import { readLicences } from "#core/app/licences.ts";
import { ownFile } from "./paths.ts";

/** Shows the licences of what this program is made of. No other program can look into the archive, so a copy is shown. */
export async function showLicences(): Promise<void> {
  const copy = ownFile("licences.txt");
  writeFileSync(copy, readLicences());
  const problem = await shell.openPath(copy);
  if (problem !== "") shell.showItemInFolder(copy);
}
