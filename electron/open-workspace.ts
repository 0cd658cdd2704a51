import type { BrowserWindow } from "electron";
import { AppError } from "#core/base/app-error.ts";
import { chooseSeed, chooseWorkspace } from "./choose-workspace.ts";
import { lookAt, makeWorkspace, noWorkspace } from "./desktop-workspace.ts";
import { askAfterFailure } from "./dialogs.ts";
import { toFolder, type Named } from "./named-workspace.ts";

export type Opened = {
  readonly isOpen: boolean;
  /** Why the last try failed; null when the person gave up without a failure. */
  readonly failure: unknown;
};

export type OpenParts = {
  /** Holds the workspace that is in this folder and shows it. */
  readonly hold: (folder: string) => Promise<void>;
  readonly reportBug: (error: unknown) => void;
  /** The window that asks, for its boxes; null where there is none. */
  readonly from: BrowserWindow | null;
  /** Nothing is open yet: whoever gives up quits, and every failure goes into the log. */
  readonly isStarting: boolean;
};

/**
 * Opens what is named, made first where there is nothing yet. What fails is told and asked about, until something is open
 * or the person gives up.
 */
export async function openWorkspaceAsking(named: Named, parts: OpenParts): Promise<Opened> {
  const { from, isStarting, reportBug } = parts;
  for (let wanted = named; ;) {
    try {
      return { isOpen: await openOrMake(wanted, parts), failure: null };
    } catch (failure) {
      if (isStarting || !(failure instanceof AppError)) reportBug(failure);
      const answer = await askAfterFailure(failure, { parent: from, isFirst: isStarting });
      if (answer === "again") continue;
      const path = answer === "another" ? await chooseWorkspace(from) : null;
      if (path === null) return { isOpen: false, failure };
      wanted = { path, isPractice: false };
    }
  }
}

/** False when the person would not have it made. */
async function openOrMake({ path, isPractice }: Named, { hold, from }: OpenParts): Promise<boolean> {
  const folder = toFolder(path);
  const found = lookAt(folder);
  if (found === "other") throw noWorkspace(folder);
  if (found === "free") {
    const seed = isPractice
      ? ({ from: "order-desk", houseSeed: 1 } as const)
      : await chooseSeed(from, folder);
    if (seed === null) return false;
    await makeWorkspace(folder, seed);
  }
  await hold(folder);
  return true;
}
