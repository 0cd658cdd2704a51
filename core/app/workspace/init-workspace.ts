import { realpathSync, writeFileSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { takeLock, type Lock } from "#core/store/lock.ts";
import { openStore } from "#core/store/store.ts";
import { readBuiltIns } from "#core/app/built-ins/built-ins.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { systemClock } from "#core/app/system.ts";
import { makeWorkspaceFolder, removeWorkspaceFiles } from "./folder.ts";
import { workspacePaths, type WorkspacePaths } from "./paths.ts";
import { forgetReadTokens } from "./read-tokens.ts";
import { holderOf } from "./person.ts";
import { importSeedData } from "./seed-files.ts";
import { seedConfig, seedWorkspace, type Seed } from "./seed.ts";

/**
 * Makes a new workspace in an empty or absent folder, whole or not at all; returns its first commit's id. Throws
 * workspace-exists, and what `makeWorkspaceFolder` throws about the place.
 */
export async function initWorkspace(
  folder: string,
  seed: Seed,
  processHost: ProcessHost = createNodeProcessHost(),
): Promise<string> {
  const paths = workspacePaths(folder);
  const madeFolders = makeWorkspaceFolder(folder);
  let lock: Lock | null = null;
  try {
    lock = takeLock(paths.lock, holderOf("init"));
    if (lock !== null) {
      // They were given for a workspace that was removed by hand.
      forgetReadTokens(realpathSync.native(folder));
      return await fillWorkspace(paths, seed, processHost);
    }
  } catch (error) {
    // A half workspace would be in the way of the next try.
    lock?.release();
    lock = null;
    removeWorkspaceFiles(paths, madeFolders);
    throw error;
  } finally {
    lock?.release();
  }
  throw new AppError("workspace-exists", `The folder ${folder} is being initialised already.`, {
    hint: "Wait until that has ended, then open it.",
  });
}

async function fillWorkspace(paths: WorkspacePaths, seed: Seed, processHost: ProcessHost): Promise<string> {
  const store = openStore(paths.database, { readOnly: false });
  const runtime = createRuntime(systemClock, processHost);
  try {
    const head = await seedWorkspace(store, seed, {
      clock: systemClock,
      build: runtime.build,
      builtIns: readBuiltIns(),
    });
    if (seed.from === "files") await importSeedData(store, seed.datasets, systemClock);
    writeFileSync(paths.config, seedConfig(seed), { flag: "wx", mode: 0o600 });
    return head;
  } catch (error) {
    throw store.explain(error);
  } finally {
    await runtime.close();
    store.close();
  }
}
