import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { router } from "#core/app/router.ts";
import type { Seed } from "#core/app/workspace/seed.ts";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { openWorkspace } from "#core/app/workspace/workspace.ts";
import type { Workspace } from "#core/app/workspace/open-options.ts";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AuthorKind } from "#core/domain/author.ts";

export type OpenedWorkspace = {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly clientOf: (kind: AuthorKind) => WorkspaceClient;
  readonly close: () => Promise<void>;
};

/** A new workspace on disk, open in this process; `keys` are what its host's environment holds. */
export async function openNewWorkspace(
  seed: Seed,
  keys: Readonly<Record<string, string>> = {},
): Promise<OpenedWorkspace> {
  const parent = mkdtempSync(join(tmpdir(), "app-client-"));
  const folder = join(parent, "workspace");
  await initWorkspace(folder, seed);
  const workspace = assertDefined(
    openWorkspace({
      folder,
      host: "test",
      reportBug: (error) => {
        throw error;
      },
      secrets: { find: (variable) => keys[variable] ?? null },
    }),
    "the workspace",
  );
  return {
    folder,
    workspace,
    clientOf: (kind) => createRouterClient(router, { context: workspace.contextFor({ kind, name: "x" }) }),
    close: async () => {
      await workspace.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
