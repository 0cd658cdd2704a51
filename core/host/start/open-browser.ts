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
  switch (platform) {
    case "darwin":
      return { command: "open", args: [url] };
    case "win32":
      // `start` is of the shell; its first quoted argument is a title.
      return { command: "cmd", args: ["/c", "start", '""', url] };
    default:
      return { command: "xdg-open", args: [url] };
  }
}
