import { readdirSync, statSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import type { HostWindows } from "#core/app/host-windows.ts";
import type { KeySafe } from "#core/app/models/secrets.ts";
import { openWorkspaceApart, type ApartWorkspace } from "#core/app/apart/open-apart.ts";
import type { Seed } from "#core/app/workspace/seed.ts";
import type { Served } from "#core/app/served.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { serveSocket } from "#core/host/connection/serve-socket.ts";
import { createTraceReceiver } from "#core/host/otlp/receive-traces.ts";
import { heldError, readHolder } from "#core/store/lock.ts";
import { createUtilityProcessHost } from "./utility-process-host.ts";

export type HoldParts = {
  readonly keys: KeySafe;
  readonly windows: HostWindows;
  readonly reportBug: (error: unknown) => void;
  /** Shows what nobody caught. */
  readonly tell: (error: unknown) => void;
};

/** What is at a place where a workspace is looked for: one, nothing that would be in the way of one, or something else. */
export function lookAt(folder: string): "workspace" | "free" | "other" {
  if (statSync(workspacePaths(folder).database, { throwIfNoEntry: false }) !== undefined) return "workspace";
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return "free";
  return found.isDirectory() && readdirSync(folder).length === 0 ? "free" : "other";
}

/** What is said of a place that holds something else. */
export function noWorkspace(folder: string): AppError {
  return new AppError("workspace-missing", `There is no workspace in ${folder}.`, {
    hint: "A workspace is a folder with a workspace.sqlite in it. Open one, or make a new one in an empty folder.",
  });
}

export async function makeWorkspace(folder: string, seed: Seed): Promise<void> {
  await initWorkspace(folder, seed, createUtilityProcessHost());
}

/**
 * Holds the workspace in this process and serves it to command lines. Throws workspace-held with the name of the program
 * that has it, and what `openWorkspace` throws.
 */
export async function holdWorkspace(folder: string, parts: HoldParts): Promise<ApartWorkspace> {
  const { keys: secrets, windows, reportBug } = parts;
  const processHost = createUtilityProcessHost();
  let served: Served | null = null;
  const receiver = createTraceReceiver({ served: () => served, reportBug });
  const workspace = await openWorkspaceApart({
    folder,
    host: "desktop",
    reportBug,
    secrets,
    processHost,
    windows,
    receiver,
    survive: parts.tell,
  });
  if (workspace === null) throw heldError(folder, readHolder(workspacePaths(folder).lock));
  try {
    ({ served } = workspace);
    const socket = await serveSocket(workspace.paths.folder, workspace.served);
    workspace.lock.describe({ ...workspace.holder, socket: socket.address });
    return {
      ...workspace,
      close: async () => {
        await receiver.stop();
        await socket.close();
        await workspace.close();
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
