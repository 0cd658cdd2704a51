import { showInvisibleSigns } from "./hidden-text.ts";

/** How a folder is called that says by its name what it is; macOS shows one as a single file. */
export const WORKSPACE_ENDING = ".autogenesis";

/** What people call a workspace: its folder's own name, without the ending and with what nobody sees written out: it stands in titles and menus. */
export function workspaceName(folder: string): string {
  const last = folder.split(/[\\/]/).findLast((part) => part !== "") ?? folder;
  const name =
    last.endsWith(WORKSPACE_ENDING) && last !== WORKSPACE_ENDING
      ? last.slice(0, -WORKSPACE_ENDING.length)
      : last;
  return showInvisibleSigns(name);
}
