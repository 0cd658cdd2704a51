import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { toErrorReport } from "#core/base/app-error.ts";
import { initWorkspace } from "#core/app/workspace.ts";
import { workspacePaths } from "#core/app/workspace-paths.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { serveWorkspace } from "#core/host/web/serve-workspace.ts";
import { onEnter, untilStopped } from "#core/host/web/terminal.ts";
import { chooseSurface, type Surface } from "./choose-surface.ts";
import { openBrowser } from "./open-browser.ts";

/** `npm start`: the window, built where needed, on the practice workspace, made where there is none. */
async function start(): Promise<void> {
  const assets = await prepareRenderer(say);
  const folder = process.env["AUTOGENESIS_WORKSPACE"] ?? join(homedir(), "Autogenesis Studio", "order-desk");
  if (!existsSync(workspacePaths(folder).database)) {
    say(`Making the practice workspace in ${folder}`);
    await initWorkspace(folder, { from: "order-desk", houseSeed: 1 });
  }
  const host = await serveWorkspace({ folder, port: 0, assets, reportBug: complain });
  const url = host.freshUrl();
  say(`${folder} is open at\n  ${url}`);
  await show(chooseSurface({ platform: process.platform, env: process.env }), url);
  say("The address works once, within ten minutes. Enter prints a fresh one, Ctrl+C stops.");
  const stopReading = onEnter(() => say(`  ${host.freshUrl()}`));
  await untilStopped();
  stopReading();
  await host.close();
}

async function show(surface: Surface, url: string): Promise<void> {
  say(surface.reason);
  switch (surface.kind) {
    case "browser": {
      if (!(await openBrowser(process.platform, url)))
        say("No browser could be opened: open the address yourself.");
      return;
    }
    case "address":
      return;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? (what.stack ?? what.message) : String(what)}\n`);
}

try {
  await start();
} catch (thrown) {
  const { code, message, hint } = toErrorReport(thrown);
  for (const line of [message, hint, `[${code}]`]) if (line !== "") process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
