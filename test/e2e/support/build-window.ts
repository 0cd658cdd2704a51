import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";

/** Before all end-to-end tests: the window they open is that of today's sources. Workspaces made for them go at the end. */
async function prepare(): Promise<() => void> {
  await prepareRenderer((line) => process.stdout.write(`${line}\n`));
  const templates = mkdtempSync(join(tmpdir(), "autogenesis-e2e-templates-"));
  process.env["AUTOGENESIS_E2E_TEMPLATES"] = templates;
  return () => rmSync(templates, { recursive: true, force: true });
}

// Playwright calls the default export of a global set-up.
// eslint-disable-next-line import/no-default-export
export default prepare;
