import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDesktop } from "#core/host/start/build-desktop.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";

/**
 * Before all end-to-end tests: the window of today's sources, in a copy, so that every host of the run serves the same
 * one whatever happens to the sources meanwhile, and the desktop's entries. Workspaces made for the tests go at the end.
 */
async function prepare(): Promise<() => void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const built = await prepareRenderer(say);
  await prepareDesktop(say);
  const folder = mkdtempSync(join(tmpdir(), "autogenesis-e2e-run-"));
  cpSync(built, join(folder, "window"), { recursive: true });
  process.env["AUTOGENESIS_WINDOW"] = join(folder, "window");
  process.env["AUTOGENESIS_E2E_TEMPLATES"] = join(folder, "templates");
  // What tests let keys do is written down beside them, never in the folder of whoever runs them.
  process.env["AUTOGENESIS_CONFIG"] = join(folder, "user");
  return () => rmSync(folder, { recursive: true, force: true });
}

// eslint-disable-next-line import/no-default-export -- Playwright calls the default export of a global set-up.
export default prepare;
