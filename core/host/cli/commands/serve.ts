import type { Command } from "commander";
import { isJson, print, workspaceFolder } from "#core/host/cli/call-workspace.ts";
import { say, tellBug } from "#core/host/cli/terminal.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { serveWorkspace } from "#core/host/web/serve-workspace.ts";
import { onEnter, untilStopped } from "#core/host/web/terminal.ts";
import { wholeNumber } from "./init.ts";

type ServeFlags = { readonly port: number };

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("open the workspace in browsers of this machine, until stopped")
    .option("--port <n>", "listen on this port (default: any that is free)", wholeNumber, 0)
    .action(async ({ port }: ServeFlags, command: Command) => {
      const folder = workspaceFolder(command);
      const assets = await prepareRenderer(tellBug);
      // Before anybody is told that it is open: from then on it may be stopped.
      const stopped = untilStopped();
      const host = await serveWorkspace({ folder, port, assets, reportBug: tellBug });
      print(command, { url: host.freshUrl(), pid: process.pid, workspace: folder }, ({ url, workspace }) =>
        [`${workspace} is open at`, `  ${url}`, HOW_TO_GO_ON].join("\n"),
      );
      const stopReading = isJson(command) ? () => undefined : onEnter(() => say(`  ${host.freshUrl()}`));
      await stopped;
      stopReading();
      await host.close();
    });
}

const HOW_TO_GO_ON = "The address works once, within ten minutes. Enter prints a fresh one, Ctrl+C stops.";
