import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from "electron";
import { join } from "node:path";
import type { Seed } from "#core/app/workspace/seed.ts";
import { WORKSPACE_ENDING, workspaceName } from "#core/domain/workspace-name.ts";
import { choose } from "./dialogs.ts";
import { workspacesHome } from "./paths.ts";

/** Has the person choose a workspace that is there; null when they change their mind. */
export async function chooseWorkspace(parent: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: "Open Workspace",
    buttonLabel: "Open",
    defaultPath: workspacesHome(),
    // On macOS a folder with our ending looks like a file.
    properties: process.platform === "darwin" ? ["openDirectory", "openFile"] : ["openDirectory"],
  };
  const isThere = parent !== null && !parent.isDestroyed();
  const { filePaths } = isThere
    ? await dialog.showOpenDialog(parent, options)
    : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}

/** Has the person say where a new workspace shall be; null when they change their mind. */
export async function choosePlace(parent: BrowserWindow | null): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: "New Workspace",
    buttonLabel: "Create",
    nameFieldLabel: "Name:",
    defaultPath: join(workspacesHome(), "my-agent"),
    properties: ["createDirectory"],
  };
  const isThere = parent !== null && !parent.isDestroyed();
  const { filePath } = isThere
    ? await dialog.showSaveDialog(parent, options)
    : await dialog.showSaveDialog(options);
  if (filePath === "") return null;
  return filePath.endsWith(WORKSPACE_ENDING) ? filePath : `${filePath}${WORKSPACE_ENDING}`;
}

const SEEDS: readonly (readonly [string, Seed | null])[] = [
  ["Empty", { from: "empty" }],
  ["Practice", { from: "order-desk", houseSeed: 1 }],
  ["Cancel", null],
];

/** What a workspace that is made in this folder begins with; null when it shall not be made. */
export async function chooseSeed(parent: BrowserWindow | null, folder: string): Promise<Seed | null> {
  const answer = await choose(parent, {
    type: "question",
    message: `What does ${workspaceName(folder)} begin with?`,
    detail: `A new workspace is made in ${folder}. Empty holds nothing but the optimizers' prompts; Practice is Order desk, an agent with tasks and a simulated model to try everything on.`,
    buttons: SEEDS.map(([label]) => label),
  });
  return SEEDS[answer]?.[1] ?? null;
}
