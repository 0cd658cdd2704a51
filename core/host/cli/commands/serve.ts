import { InvalidArgumentError, Option, type Command } from "commander";
import { requireWorkspace } from "#core/app/workspace-folder.ts";
import { workspacePaths } from "#core/app/workspace-paths.ts";
import { isJson, print, workspaceFolder } from "#core/host/cli/call-workspace.ts";
import { say, tellBug } from "#core/host/cli/terminal.ts";
import { prepareRenderer } from "#core/host/web/build-renderer.ts";
import { serveWorkspace } from "#core/host/web/serve-workspace.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { onEnter, untilStopped } from "#core/host/web/terminal.ts";

type ServeFlags = { readonly port: number };

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("open the workspace in browsers of this machine, until stopped")
    .addOption(
      new Option("--port <n>", "listen on this port").argParser(portNumber).default(0, "any that is free"),
    )
    .action(async ({ port }: ServeFlags, command: Command) => {
      const folder = workspaceFolder(command);
      // Before the window is built, which takes its time.
      requireWorkspace(workspacePaths(folder));
      const assets = await prepareRenderer(tellBug);
      // Before anybody is told that it is open: from then on it may be stopped.
      const stopped = untilStopped();
      const host = await serveWorkspace({ folder, port, assets, reportBug: tellBug });
      const evolvedCode = createNodeProcessHost().confinement();
      print(
        command,
        { url: host.freshUrl(), pid: process.pid, workspace: folder, evolvedCode },
        ({ url, workspace }) =>
          [
            `${workspace} is open at`,
            `  ${url}`,
            HOW_TO_GO_ON,
            ...(evolvedCode.system === "none" ? [NO_SYSTEM_WALL] : []),
          ].join("\n"),
      );
      const stopReading = isJson(command) ? () => undefined : onEnter(() => say(`  ${host.freshUrl()}`));
      await stopped;
      stopReading();
      await host.close();
    });
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new InvalidArgumentError("It takes a whole number up to 65535.");
  return port;
}

const HOW_TO_GO_ON = "The address works once, within ten minutes. Enter prints a fresh one, Ctrl+C stops.";
const NO_SYSTEM_WALL =
  "Evolved code runs in its engine and under Node's permissions; this system puts up no wall of its own around it.";
