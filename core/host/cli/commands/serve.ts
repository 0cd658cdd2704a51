import { InvalidArgumentError, Option, type Command } from "commander";
import { refuseIdle } from "#core/host/cli/refuse-idle.ts";
import { AppError } from "#core/base/app-error.ts";
import { requireWorkspace } from "#core/app/workspace/folder.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { isJson, print, workspaceFolder } from "#core/host/cli/call-workspace.ts";
import { say, tellBug } from "#core/host/cli/terminal.ts";
import { warmRuntime } from "#core/app/apart/warm-runtime.ts";
import { howToGoOn, onEnter, untilStopped } from "#core/host/web/terminal.ts";

type ServeFlags = { readonly port: number; readonly address?: true; readonly otlp?: number | true };

/** Where senders of OTLP over HTTP send to, when nobody tells them otherwise. */
const USUAL_OTLP_PORT = 4318;

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("open the workspace in browsers of this machine, until stopped")
    .addOption(
      new Option("--port <n>", "listen on this port").argParser(portNumber).default(0, "any that is free"),
    )
    .option("--address", "print a fresh address of a workspace that is being served, and end")
    .addOption(
      new Option(
        "--otlp [port]",
        "keep the traces that programs of this machine send by OTLP over HTTP (default: 4318)",
      ).argParser(portNumber),
    )
    .action(async ({ port, address, otlp }: ServeFlags, command: Command) => {
      const folder = workspaceFolder(command);
      // Before the window is built, which takes its time.
      requireWorkspace(workspacePaths(folder));
      if (address === true) {
        refuseIdle(command, ["port", "otlp"], "beside --address, which asks who serves it already");
        print(command, { url: await freshAddress(folder), workspace: folder }, ({ url }) => url);
        return;
      }
      warmRuntime();
      const [
        { prepareRenderer },
        { serveWorkspaces },
        { openRecent, recentFile },
        { createNodeProcessHost },
      ] = await loadHost();
      const assets = await prepareRenderer(tellBug);
      // Before anybody is told that it is open: from then on it may be stopped.
      const stopped = untilStopped();
      const recent = openRecent(recentFile(), tellBug);
      const otlpPort = otlp === true ? USUAL_OTLP_PORT : otlp;
      const taking = otlpPort === undefined ? {} : { otlpPort };
      const host = await serveWorkspaces({ folder, port, ...taking, assets, reportBug: tellBug, recent });
      const evolvedCode = createNodeProcessHost().confinement();
      print(
        command,
        {
          ...{ url: host.freshUrl(), pid: process.pid, workspace: folder, evolvedCode },
          ...{ resolve: host.resolveUrl, otlp: toOtlpUrl(host.otlpPort()) },
        },
        ({ url, workspace, resolve, otlp: taken }) =>
          [
            `${workspace} is open at`,
            `  ${url}`,
            howToGoOn(),
            `Programs read approved versions at ${resolve}/KIND/NAME, with a token: \`token create NAME\`.`,
            ...(taken === null ? [] : howToSend(taken)),
            ...(evolvedCode.system === "none" ? [NO_SYSTEM_WALL] : []),
          ].join("\n"),
      );
      const stopReading = isJson(command) ? () => undefined : onEnter(() => say(`  ${host.freshUrl()}`));
      const lost = await Promise.race([stopped, host.ended]);
      stopReading();
      await host.close();
      if (lost !== undefined) throw lost;
    });
}

function toOtlpUrl(port: number | null): string | null {
  return port === null ? null : `http://127.0.0.1:${port}`;
}

/** The two lines that nearly every program which records traces understands. */
function howToSend(url: string): readonly string[] {
  return [
    "Programs that record traces by OpenTelemetry send them here with",
    `  export OTEL_EXPORTER_OTLP_ENDPOINT=${url}`,
    "  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
  ];
}

/** Most of the program, read while the thread that will run the workspace reads it as well. */
const loadHost = async () =>
  Promise.all([
    import("#core/host/web/build-renderer.ts"),
    import("#core/host/web/serve-workspaces.ts"),
    import("#core/app/workspace/recent.ts"),
    import("#core/sandbox/node-process-host.ts"),
  ]);

async function freshAddress(folder: string): Promise<string> {
  const { askFreshAddress } = await import("#core/host/connection/ask-fresh-address.ts");
  const url = await askFreshAddress(folder);
  if (url !== null) return url;
  throw new AppError("not-found", `Nobody serves ${folder} to browsers.`, {
    hint: "Serve it with `serve`, or open it with `npm start`.",
  });
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new InvalidArgumentError("It takes a whole number up to 65535.");
  return port;
}

const NO_SYSTEM_WALL =
  "Evolved code runs in its engine and under Node's permissions; this system puts up no wall of its own around it.";
