import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { OpenOptions, Workspace } from "#core/app/workspace/open-options.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { EventDocument } from "#core/contract/events.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { WorkspaceStore } from "#core/store/store.ts";

export type TestWorkspace = {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly client: WorkspaceClient;
  readonly store: WorkspaceStore;
  readonly close: () => Promise<void>;
};

/** A folder of its own under the system's temporary one. */
export function makeFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "studio-"));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of each house the workspace as it comes, made once in this process, which takes it along when it ends. */
const orderDesks = new Map<number, Promise<string>>();

/** The bundled workspace: a copy, since to make it takes a second, and to copy it does not. */
export async function makeOrderDesk(folder: string, houseSeed = 1): Promise<string> {
  const made = orderDesks.get(houseSeed) ?? makeTemplate(houseSeed);
  orderDesks.set(houseSeed, made);
  return copyWorkspace(await made, join(folder, "order-desk"));
}

async function makeTemplate(houseSeed: number): Promise<string> {
  const { folder, remove } = makeFolder();
  process.once("exit", remove);
  const template = join(folder, "order-desk");
  await initWorkspace(template, { from: "order-desk", houseSeed });
  return template;
}

export function copyWorkspace(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}

/** Opens a workspace as a host of this process; a defect of ours fails the test, unless it is what the test is about. */
export function openTestWorkspace(
  folder: string,
  reportBug: (error: unknown) => void = fail,
  parts: Partial<Pick<OpenOptions, "builtIns" | "secrets">> = {},
): TestWorkspace {
  const opened = openWorkspace({
    folder,
    host: "test",
    reportBug,
    secrets: { find: () => null },
    ...parts,
  });
  const workspace = assertDefined(opened, `the workspace in ${folder}`);
  const { client } = workspace;
  const { store } = workspace.contextFor(workspace.person);
  return { folder, workspace, client, store, close: workspace.close };
}

function fail(error: unknown): never {
  throw error;
}

/** Waits until a session that was started or resumed no longer runs, and says what it came to. */
export async function waitForEnd(
  client: WorkspaceClient,
  started: SessionDocument,
): Promise<SessionDocument> {
  await waitForEvent(
    client,
    started,
    (event) => event.kind === "durable" && event.type === "session-state" && event.body.state !== "running",
  );
  return client.sessions.show({ session: started.session });
}

/** The first event of a session, after the document was made, for which the test holds. */
export async function waitForEvent(
  client: WorkspaceClient,
  { session, asOf }: SessionDocument,
  isWanted: (event: EventDocument) => boolean,
): Promise<EventDocument> {
  const left = new AbortController();
  const events = await client.sessions.events({ session, after: asOf }, { signal: left.signal });
  try {
    for await (const event of events) if (isWanted(event)) return event;
  } finally {
    left.abort();
  }
  throw new Error(`session ${session} never came to that`);
}
