import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { AppError } from "#core/base/app-error.ts";
import { connect } from "#core/host/connection/connect.ts";
import type { Connection } from "#core/host/connection/dial-socket.ts";
import { runCli, startHost, type Finished, type Host } from "./host.ts";
import { makeWorkspace, type WorkspaceKind } from "./workspaces.ts";

export type Studio = {
  readonly page: Page;
  readonly host: Host;
  readonly folder: string;
  /** Another program at the same workspace, through the host: what is on record, without a process for each look. */
  readonly ask: <T>(look: (client: WorkspaceClient) => Promise<T>) => Promise<T>;
  /** A command line on the same workspace, answered by the host. */
  readonly cli: (...args: readonly string[]) => Promise<Finished>;
  /** Goes to a place of the window, `lineage/head`. */
  readonly go: (place: string) => Promise<void>;
};

type Options = { readonly kind: WorkspaceKind };

/** Tests get a window on a host on a workspace of their own; `test.use({ kind })` says which. */
export const test = base.extend<Options & { readonly studio: Studio }>({
  kind: ["fresh", { option: true }],
  studio: [
    async ({ page, kind }, use) => {
      const workspace = await makeWorkspace(kind);
      const host = await startHost(workspace.folder);
      const complaints = watchForComplaints(page);
      await page.goto(host.url);
      await page.getByRole("navigation", { name: "Views" }).waitFor({ timeout: 30_000 });
      await use({
        page,
        host,
        folder: workspace.folder,
        ask: async (look) => {
          const connection = await connectPatiently(workspace.folder);
          try {
            return await look(connection.client);
          } finally {
            await connection.close();
          }
        },
        cli: async (...args) => await runCli([...args, "--workspace", workspace.folder]),
        go: async (place) => {
          await page.goto(`http://127.0.0.1:${host.port}/#/${place}`);
        },
      });
      // A broken content policy, an exception or a warning of React's shows here and nowhere else. What a page says
      // of a host that goes away under it does not count.
      const heard = [...complaints];
      await host.stop();
      workspace.remove();
      expect(heard).toEqual([]);
    },
    // The first test of a kind also makes its workspace, which for some takes a real session.
    { timeout: 300_000 },
  ],
});

/** Through the host, however long it is busy: that it did not answer in time is told of it, and asked again. */
async function connectPatiently(folder: string): Promise<Connection> {
  const tries = 12;
  for (let left = tries; ; left -= 1) {
    try {
      return await connect(folder, (error) => console.error(error));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "workspace-held" || left === 1) throw error;
    }
  }
}

/** What the page complains of from now on. A lost connection is no complaint: tests cut it on purpose. */
export function watchForComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (/ERR_CONNECTION_REFUSED|WebSocket connection|status of 401/.test(text)) return;
    complaints.push(text);
  });
  return complaints;
}

/** No serious finding of axe in what is on screen; by one rule alone where only that can have changed. */
export async function expectAccessible(page: Page, rule?: "color-contrast"): Promise<void> {
  // One document and no frames, so the page itself can finish; and of what passed nothing is written up.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const runOnly = rule === undefined ? {} : { runOnly: { type: "rule" as const, values: [rule] } };
  const { violations } = await axe.options({ resultTypes: ["violations"], ...runOnly }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const findings = serious.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
  expect(findings).toEqual([]);
}
