import { spawn } from "node:child_process";

type Opener = { readonly command: string; readonly args: readonly string[] };

/** Hands an address to the system's browser; false when nothing took it. */
export async function openBrowser(platform: NodeJS.Platform, url: string): Promise<boolean> {
  const { command, args } = openerOf(platform, url);
  const opener = spawn(command, args, { stdio: "ignore", detached: true });
  opener.unref();
  return await new Promise<boolean>((resolve) => {
    opener.once("error", () => resolve(false));
    opener.once("exit", (code) => resolve(code === 0));
  });
}

function openerOf(platform: NodeJS.Platform, url: string): Opener {
  if (platform === "darwin") return { command: "open", args: [url] };
  // `start` is of the shell; its first quoted argument is a title.
  if (platform === "win32") return { command: "cmd", args: ["/c", "start", '""', url] };
  return { command: "xdg-open", args: [url] };
}
