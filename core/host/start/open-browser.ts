import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** An opener that fails does so within this time; one that lives longer is the browser itself, or waits for it. */
const PATIENCE_MS = 1500;

export type Opening = {
  /** False when nothing took the address. */
  readonly isOpen: boolean;
  /** Takes away what was written for the browser. */
  readonly forget: () => void;
};

type Opener = { readonly command: string; readonly args: readonly string[] };

/**
 * Hands an address to the system's browser by way of a file in the folder that only this user may read: an argument of a
 * program can be read by every user of the machine, and the address lets in whoever opens it first. The folder is one of the
 * person's own, since browsers that are confined see neither temporary folders nor hidden ones [M5].
 */
export async function openBrowser(platform: NodeJS.Platform, url: string, folder: string): Promise<Opening> {
  const file = join(folder, "open-window.html");
  const forget = (): void => rmSync(file, { force: true });
  try {
    forget();
    writeFileSync(file, redirectTo(url), { mode: 0o600, flag: "wx" });
  } catch {
    return { isOpen: false, forget: () => undefined };
  }
  const isOpen = await runOpener(openerOf(platform, pathToFileURL(file).href));
  if (!isOpen) forget();
  return { isOpen, forget };
}

async function runOpener({ command, args }: Opener): Promise<boolean> {
  const opener = spawn(command, args, { stdio: "ignore", detached: true, windowsHide: true });
  opener.unref();
  return await new Promise<boolean>((resolve) => {
    const patience = setTimeout(() => resolve(true), PATIENCE_MS);
    const end = (isOpen: boolean): void => {
      clearTimeout(patience);
      resolve(isOpen);
    };
    opener.once("error", () => end(false));
    opener.once("exit", (code) => end(code === 0));
  });
}

/** By their full names where they have one, so that none is found in the folder we happen to stand in. */
function openerOf(platform: NodeJS.Platform, url: string): Opener {
  if (platform === "darwin") return { command: "/usr/bin/open", args: [url] };
  if (platform === "win32") {
    const system = join(process.env["SystemRoot"] ?? "C:\\Windows", "System32");
    return { command: join(system, "rundll32.exe"), args: ["url.dll,FileProtocolHandler", url] };
  }
  return { command: "xdg-open", args: [url] };
}

/** The address is our own: numbers, a token of letters and digits, nothing to escape. */
function redirectTo(url: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>Autogenesis Studio</title>
<p><a href="${url}">Open Autogenesis Studio</a></p>
`;
}
