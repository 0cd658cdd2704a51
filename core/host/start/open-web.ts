import { existsSync } from "node:fs";
import { warmRuntime } from "#core/app/apart/warm-runtime.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { refuseUsed } from "#core/app/workspace/folder.ts";
import { openRecent, recentFile } from "#core/app/workspace/recent.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { say, tellBug } from "#core/host/cli/terminal.ts";
import { askFreshAddress } from "#core/host/connection/ask-fresh-address.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { serveWorkspaces } from "#core/host/web/serve-workspaces.ts";
import { howToGoOn, onEnter, untilStopped } from "#core/host/web/terminal.ts";
import type { Surface } from "./choose-surface.ts";
import { openBrowser, type Opening } from "./open-browser.ts";

/** Serves the workspace to this machine's browsers until stopped, made first where there is none. */
export async function openWeb(folder: string, surface: Surface): Promise<void> {
  warmRuntime();
  const assets = await prepareRenderer(say);
  if (!existsSync(workspacePaths(folder).database)) {
    refuseUsed(folder);
    say(`Making the practice workspace in ${folder}`);
    await initWorkspace(folder, { from: "order-desk", houseSeed: 1 });
  }
  const stopped = untilStopped();
  const recent = openRecent(recentFile(), tellBug);
  const host = await serveWorkspaces({ folder, port: 0, assets, reportBug: tellBug, recent });
  const opening = show(surface, folder, host.freshUrl());
  say(howToGoOn());
  const stopReading = onEnter(() => say(`  ${host.freshUrl()}`));
  const lost = await Promise.race([stopped, host.ended]);
  stopReading();
  await host.close();
  (await opening).forget();
  if (lost !== undefined) throw lost;
}

/** Opens the window of a workspace that another process serves already; false where none does. */
export async function reopenWeb(folder: string, surface: Surface): Promise<boolean> {
  const url = existsSync(workspacePaths(folder).database) ? await askFreshAddress(folder) : null;
  if (url === null) return false;
  await show(surface, folder, url);
  say(
    "It was open already: this is another address for the same window, which works once, within ten minutes.",
  );
  return true;
}

/** Prints the address at once; that the browser could not be opened is said when that is known. */
async function show({ kind, reason }: Surface, folder: string, url: string): Promise<Opening> {
  say(`${folder} is open at\n  ${url}`);
  say(reason);
  if (kind === "address") {
    const { port } = new URL(url);
    say(`From another machine: ssh -L ${port}:127.0.0.1:${port} THIS-MACHINE, and then the address above.`);
    return { isOpen: false, forget: () => undefined };
  }
  const opening = await openBrowser(process.platform, url, folder);
  if (!opening.isOpen) say("No browser could be opened: open the address yourself.");
  return opening;
}
