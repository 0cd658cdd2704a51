import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import { test as base, expect, type Page } from "@playwright/test";
import Database from "better-sqlite3";
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

/** In a test's details: it only reads. It shares its host with the others of its worker that do, and fails if it wrote. */
export const READS = { tag: "@reads" } as const;

type Shared = { readonly shareHost: (kind: WorkspaceKind) => Promise<Standing> };

/**
 * Tests get a window on a host on a workspace of their own; `test.use({ kind })` says which. Those that only read have a
 * window of their own on a host that is started once.
 */
export const test = base.extend<Options & { readonly studio: Studio }, Shared>({
  kind: ["fresh", { option: true }],
  shareHost: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern that it needs no other fixture.
    async ({}, use) => {
      const standing = new Map<WorkspaceKind, Promise<Standing>>();
      await use(async (kind) => {
        const found = standing.get(kind) ?? standSettled(kind);
        standing.set(kind, found);
        return await found;
      });
      for (const each of standing.values()) await (await each).end();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  studio: [
    async ({ page, kind, shareHost }, use, { tags }) => {
      const isShared = tags.includes(READS.tag);
      const { host, folder, rows, end } = isShared ? await shareHost(kind) : await stand(kind);
      const before = rows();
      const complaints = watchForComplaints(page);
      await page.goto(isShared ? await askFreshAddress(folder) : host.url);
      await page.getByRole("navigation", { name: "Views" }).waitFor({ timeout: 30_000 });
      await use({
        page,
        host,
        folder,
        ask: async (look) => await askThrough(folder, look),
        cli: async (...args) => await runCli([...args, "--workspace", folder]),
        go: async (place) => {
          await page.goto(`http://127.0.0.1:${host.port}/#/${place}`);
        },
      });
      // A broken content policy, an exception or a warning of React's shows here and nowhere else. What a page says
      // of a host that goes away under it does not count.
      const heard = [...complaints];
      if (isShared) expect(rows(), "This test writes, so its workspace is to be its own.").toEqual(before);
      else await end();
      expect(heard).toEqual([]);
    },
    // The first test of a kind also makes its workspace, which for some takes a real session.
    { timeout: 300_000 },
  ],
});

/** A host on a workspace that was made for it. */
type Standing = {
  readonly host: Host;
  readonly folder: string;
  /** How many rows the workspace has, table by table; but what was looked at, which is no change. */
  readonly rows: () => ReadonlyMap<string, number>;
  readonly end: () => Promise<void>;
};

async function stand(kind: WorkspaceKind): Promise<Standing> {
  const workspace = await makeWorkspace(kind);
  const host = await startHost(workspace.folder);
  const reader = new Database(join(workspace.folder, "workspace.sqlite"), { readonly: true });
  return {
    host,
    folder: workspace.folder,
    rows: () => countRows(reader),
    end: async () => {
      reader.close();
      await host.stop();
      workspace.remove();
    },
  };
}

function countRows(reader: Database.Database): ReadonlyMap<string, number> {
  const tables = reader
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'audit'")
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => [table, reader.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]),
  );
}

/** The same once the first screen has what it shows: it runs an item, once, and whoever came first would have written. */
async function standSettled(kind: WorkspaceKind): Promise<Standing> {
  const standing = await stand(kind);
  await askThrough(standing.folder, async (client) => await client.home.practice({}));
  return standing;
}

async function askFreshAddress(folder: string): Promise<string> {
  return await askThrough(folder, async (client) => (await client.workspace.freshAddress()).url ?? "");
}

async function askThrough<T>(folder: string, look: (client: WorkspaceClient) => Promise<T>): Promise<T> {
  const connection = await connectPatiently(folder);
  try {
    return await look(connection.client);
  } finally {
    await connection.close();
  }
}

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

/** What is on its way in or out, half transparent, is nobody's colour; what turns for ever or counts down is not waited for. */
const SETTLED = `Promise.allSettled(
  document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime <= 1000).map(({ finished }) => finished),
)`;

/** No serious finding of axe in what is on screen; by one rule alone where only that can have changed. */
export async function expectAccessible(page: Page, rule?: "color-contrast"): Promise<void> {
  await page.evaluate(SETTLED);
  // It stays in the page as long as the page does: to bring it there takes longer than to ask it.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  const options = {
    resultTypes: ["violations"],
    ...(rule === undefined ? {} : { runOnly: { type: "rule", values: [rule] } }),
  };
  const violations = await page.evaluate<AxeResults["violations"]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const findings = serious.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
  expect(findings).toEqual([]);
}
