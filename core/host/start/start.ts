import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { AppError } from "#core/base/app-error.ts";
import { initWorkspace } from "#core/app/workspace.ts";
import { workspacePaths } from "#core/app/workspace-paths.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { serveWorkspace } from "#core/host/web/serve-workspace.ts";
import { onEnter, untilStopped } from "#core/host/web/terminal.ts";
import { DESKTOP_MAIN, prepareDesktop } from "./build-desktop.ts";
import { chooseSurface, hasDisplay, type Surface } from "./choose-surface.ts";
import { fetchElectron, findElectron, runElectron } from "./electron-binary.ts";
import { openBrowser } from "./open-browser.ts";

/**
 * `npm start [-- --desktop]`: the window, built where needed, on the practice workspace, made where there is none. With
 * --desktop Electron is fetched where it is missing.
 */
export async function start(args: readonly string[]): Promise<void> {
  const wantsDesktop = readArguments(args);
  const { platform, env } = process;
  const electron = findElectron() ?? (wantsDesktop ? await fetchDesktop() : null);
  const surface = chooseSurface({ platform, env, electron, isRoot: process.getuid?.() === 0 });
  if (surface.kind === "desktop") await openDesktop(surface);
  else await openWeb(surface);
}

/** Whether the desktop is asked for. Throws usage. */
function readArguments(args: readonly string[]): boolean {
  const unknown = args.find((arg) => arg !== "--desktop");
  if (unknown === undefined) return args.length > 0;
  throw new AppError("usage", `npm start does not know ${unknown}.`, {
    hint: "The only option is --desktop: npm start -- --desktop.",
  });
}

async function fetchDesktop(): Promise<string> {
  if (!hasDisplay(process)) {
    throw new AppError("unsupported", "There is no display here for the desktop app.", {
      hint: "Plain `npm start` serves the same window to a browser.",
    });
  }
  say("Fetching Electron…");
  return await fetchElectron();
}

async function openDesktop({ electron, reason }: Extract<Surface, { kind: "desktop" }>): Promise<void> {
  await prepareRenderer(say);
  await prepareDesktop(say);
  say(reason);
  process.exitCode = await runElectron(electron, DESKTOP_MAIN);
}

async function openWeb(surface: Exclude<Surface, { kind: "desktop" }>): Promise<void> {
  const assets = await prepareRenderer(say);
  const folder = process.env["AUTOGENESIS_WORKSPACE"] ?? join(homedir(), "Autogenesis Studio", "order-desk");
  if (!existsSync(workspacePaths(folder).database)) {
    say(`Making the practice workspace in ${folder}`);
    await initWorkspace(folder, { from: "order-desk", houseSeed: 1 });
  }
  const stopped = untilStopped();
  const host = await serveWorkspace({ folder, port: 0, assets, reportBug: complain });
  const url = host.freshUrl();
  say(`${folder} is open at\n  ${url}`);
  await show(surface, url);
  say("The address works once, within ten minutes. Enter prints a fresh one, Ctrl+C stops.");
  const stopReading = onEnter(() => say(`  ${host.freshUrl()}`));
  await stopped;
  stopReading();
  await host.close();
}

async function show({ kind, reason }: Surface, url: string): Promise<void> {
  say(reason);
  if (kind === "browser" && !(await openBrowser(process.platform, url))) {
    say("No browser could be opened: open the address yourself.");
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? (what.stack ?? what.message) : String(what)}\n`);
}
