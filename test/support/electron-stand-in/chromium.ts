import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "@playwright/test";
import { machine } from "./machine.ts";

/** The browser all windows are pages of, with a second door through which the test sees the same pages. */
export type Chromium = {
  readonly context: BrowserContext;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
};

let opened: Chromium | null = null;

export async function openChromium(): Promise<Chromium> {
  const folder = mkdtempSync(join(tmpdir(), "electron-stand-in-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: machine.chromium,
    args: ["--no-sandbox", "--remote-debugging-port=0"],
    viewport: null,
    // The test's own signals end this process, which closes the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const [port] = readFileSync(join(folder, "DevToolsActivePort"), "utf8").split("\n");
  opened = {
    context,
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return opened;
}

export function openedChromium(): Chromium {
  if (opened === null) throw new Error("Chromium is opened before the program is.");
  return opened;
}
