import { mkdirSync, writeFileSync } from "node:fs";
import { readBuiltIns, type BuiltIns } from "#core/app/built-ins/built-ins.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { seedConfig, seedWorkspace, type Seed } from "#core/app/seed.ts";
import { systemClock } from "#core/app/system.ts";
import { workspacePaths } from "#core/app/workspace-paths.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";

/** What a program shipped that did not have these yet. */
export function builtInsWithout(...keys: readonly ResourceKey[]): BuiltIns {
  return new Map([...readBuiltIns()].filter(([key]) => !keys.includes(key)));
}

/** A workspace as a program made it that shipped just this. */
export async function makeOlderWorkspace(folder: string, seed: Seed, builtIns: BuiltIns): Promise<string> {
  mkdirSync(folder);
  const paths = workspacePaths(folder);
  const store = openStore(paths.database, { readOnly: false });
  const runtime = createRuntime(systemClock, createNodeProcessHost());
  try {
    await seedWorkspace(store, seed, { clock: systemClock, build: runtime.build, builtIns });
    writeFileSync(paths.config, seedConfig(seed));
  } finally {
    runtime.close();
    store.close();
  }
  return folder;
}
