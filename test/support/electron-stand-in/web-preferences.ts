import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { WebPreferences } from "electron";

/** What a window of this program has to say, though some of it is Electron's default. */
const REQUIRED: Readonly<Partial<WebPreferences>> = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  spellcheck: false,
};

/** Throws on web preferences that would let a page out, or reach the network unasked; answers the preload script. */
export function checkWebPreferences(preferences: WebPreferences | undefined): string {
  const { preload, ...given } = preferences ?? {};
  for (const [name, value] of Object.entries(REQUIRED)) {
    const actual = given[name as keyof typeof given];
    if (actual !== value) throw new Error(`Insecure window: ${name} must be ${JSON.stringify(value)}.`);
  }
  for (const name of Object.keys(given)) {
    if (!(name in REQUIRED))
      throw new Error(`The stand-in for electron does not model webPreferences.${name}.`);
  }
  if (preload === undefined || !isAbsolute(preload) || !existsSync(preload)) {
    throw new Error(`There is no preload script at ${String(preload)}.`);
  }
  return preload;
}
