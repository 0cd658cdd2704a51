import { mkdirSync, writeFileSync } from "node:fs";
import { readBuiltIns, toBuiltIns, type BuiltIns } from "#core/app/built-ins/built-ins.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { seedConfig, seedWorkspace, type Seed } from "#core/app/workspace/seed.ts";
import { systemClock } from "#core/app/system.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import { getAt, replaceAt, type Json } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { openStore } from "#core/store/store.ts";

/** What a program shipped that did not have these yet. */
export function builtInsWithout(...keys: readonly ResourceKey[]): BuiltIns {
  return new Map([...readBuiltIns()].filter(([key]) => !keys.includes(key)));
}

/** The same, of which one text began with other words. */
export function reworded(builtIns: BuiltIns, key: ResourceKey, words: string): BuiltIns {
  return toBuiltIns(
    [...builtIns].map(([each, { resource }]) => {
      const content = structuredClone(resource.content) as Json;
      const text = getAt(content, FIRST_TEXT);
      return [
        each,
        each === key ? replaceAt(content, FIRST_TEXT, `${words}${String(text)}`) : content,
      ] as const;
    }),
  );
}

/** Of a prompt: its first section. */
export const FIRST_TEXT = "/messages/0/sections/0/text";

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
    await runtime.close();
    store.close();
  }
  return folder;
}
