import { setTimeout as sleep } from "node:timers/promises";
import { test as base, expect, type Page } from "@playwright/test";
import { dialSocket, type Connection } from "#core/host/connection/dial-socket.ts";
import { readHolder } from "#core/store/lock.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { watchForComplaints } from "#test/e2e/support/studio.ts";
import { makeWorkspace, type WorkspaceKind } from "#test/e2e/support/workspaces.ts";
import type { MachineOptions } from "#test/support/electron-stand-in/machine.ts";
import { startDesktop, type DesktopApp, type StartOptions } from "./desktop-app.ts";

type Options = {
  readonly kind: WorkspaceKind;
  readonly machine: Partial<MachineOptions>;
};

type Fixtures = {
  readonly folder: string;
  /** Starts the program on the test's workspace; it is stopped at the end, if it has not been. */
  readonly launch: (options?: Partial<StartOptions>) => Promise<DesktopApp>;
  /** The program, started, with its first view on screen. */
  readonly desktop: DesktopApp & { readonly window: Page };
};

export const test = base.extend<Options & Fixtures>({
  kind: ["fresh", { option: true }],
  machine: [{}, { option: true }],
  folder: [
    async ({ kind }, use) => {
      const workspace = await makeWorkspace(kind);
      await use(workspace.folder);
      workspace.remove();
    },
    // The first test of a kind also makes its workspace.
    { timeout: 300_000 },
  ],
  launch: async ({ folder, machine }, use) => {
    const started: DesktopApp[] = [];
    await use(async (options = {}) => {
      const app = await startDesktop({ workspace: folder, machine, ...options });
      started.push(app);
      return app;
    });
    for (const app of started) await app.stop();
  },
  desktop: async ({ launch }, use) => {
    const app = await launch();
    const window = await app.page();
    const complaints = watchForComplaints(window);
    await window.getByRole("navigation", { name: "Views" }).waitFor();
    await use({ ...app, window });
    expect([...complaints, app.complaints()]).toEqual([""]);
  },
});

/**
 * The contract, asked from outside through the socket of whoever holds the workspace. A main process that is busy with its
 * first page may let one knock pass.
 */
export async function dialHolder(folder: string): Promise<Connection> {
  const knocks = 100;
  for (let knock = 0; knock < knocks; knock += 1) {
    const address = readHolder(workspacePaths(folder).lock)?.socket ?? null;
    const connection = address === null ? null : await dialSocket(address);
    if (connection !== null) return connection;
    await sleep(200);
  }
  throw new Error(`Nobody answers for ${folder}.`);
}
