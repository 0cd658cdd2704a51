import { defaultWorkspaceFolder } from "#core/app/workspace/default-folder.ts";
import { AppError } from "#core/base/app-error.ts";
import { fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { say } from "#core/host/cli/terminal.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { DESKTOP_MAIN, prepareDesktop } from "./build-desktop.ts";
import { chooseSurface, type Surface } from "./choose-surface.ts";
import { findElectron } from "./electron-binary.ts";
import { fetchElectron } from "./fetch-electron.ts";
import { openWeb, reopenWeb } from "./open-web.ts";
import { probeSandbox } from "./probe-sandbox.ts";
import { runElectron } from "./run-electron.ts";

type Wish = { readonly wantsWeb: boolean; readonly named: string | null };

/**
 * `npm start [-- [--web] [FOLDER]]`: the window, built where needed, on a workspace, made for practice where there is none. It
 * is the desktop app where there is a display; where Electron cannot be had or does not come up, the same window opens in the
 * browser at once and it is said why [M4].
 */
export async function start(args: readonly string[]): Promise<void> {
  const { wantsWeb, named } = readWish(args, process.env);
  const folder = named ?? defaultWorkspaceFolder();
  const { platform, env } = process;
  const surface = chooseSurface({ platform, env, wantsWeb, isRoot: process.getuid?.() === 0 });
  const elsewhere: Surface = surface.kind === "desktop" ? { kind: "browser", reason: IN_BROWSER } : surface;
  if (await reopenWeb(folder, elsewhere)) return;
  if (surface.kind !== "desktop") return openWeb(folder, surface);
  const fault = await openDesktop(surface.reason, named);
  if (fault !== null) await openWeb(folder, { kind: "browser", reason: `${fault}: ${IN_BROWSER_THEN}` });
}

const IN_BROWSER = "The window opens in your browser.";
const IN_BROWSER_THEN = "the window opens in your browser.";

/** What is asked for, and the workspace that is named, by an argument or the environment. Throws usage. */
function readWish(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Wish {
  const unknown = args.find((arg) => arg.startsWith("-") && arg !== "--web");
  const folders = args.filter((arg) => !arg.startsWith("-"));
  if (unknown !== undefined || folders.length > 1) {
    throw new AppError("usage", `npm start does not know ${unknown ?? folders[1] ?? ""}.`, {
      hint: "It takes --web, for the browser instead of the desktop app, and a folder: npm start -- --web FOLDER.",
    });
  }
  const typed = folders[0] ?? env["AUTOGENESIS_WORKSPACE"] ?? "";
  return { wantsWeb: args.includes("--web"), named: typed === "" ? null : fromWhereTyped(typed) };
}

/** Runs the desktop app until it is closed; else why it did not come up. */
async function openDesktop(reason: string, workspace: string | null): Promise<string | null> {
  const electron = await haveElectron();
  if ("fault" in electron) return electron.fault;
  const fault = probeSandbox(electron.path);
  if (fault !== null) return fault;
  await prepareRenderer(say);
  const unbuilt = await faultOf(async () => prepareDesktop(say));
  if (unbuilt !== null) return unbuilt;
  say(reason);
  const env = workspace === null ? {} : { AUTOGENESIS_WORKSPACE: workspace };
  const end = await runElectron(electron.path, [DESKTOP_MAIN], env);
  if (end.kind === "failed") return `The desktop app did not come up (${end.why})`;
  process.exitCode = end.code;
  return null;
}

async function haveElectron(): Promise<{ readonly path: string } | { readonly fault: string }> {
  let path = findElectron();
  if (path !== null) return { path };
  const fault = await faultOf(async () => {
    path = await fetchElectron(say);
  });
  return path === null ? { fault: fault ?? "Electron is missing" } : { path };
}

/** What was refused, as a sentence without its full stop, after saying what to do about it; null when the work was done. */
async function faultOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(error.hint);
    return error.message.replace(/\.$/, "");
  }
}
