import { toFileText } from "#core/domain/taken-out.ts";
import type { Json } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import { saveFile } from "#renderer/ui/save-file.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/** Copies and downloads of a resource as it is shown: each says that it was done, or why not. */
export function useTakeOut(resource: ResourceKey, at: string) {
  const { client } = useApp();
  const save = async (name: string, read: () => Promise<unknown>): Promise<void> => {
    try {
      saveFile(name, "application/json", toFileText((await read()) as Json)); // Its form is JSON.
      toastDone(takeOutStrings.saved(name));
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  return {
    download: async () => save(fileOf(resource), async () => await client.resolve.resource({ resource, at })),
    downloadSystem: async () =>
      save(systemFileOf(resource), async () => await client.resolve.system({ agent: resource, at })),
  };
}

/** Copies a text, and says so. */
export async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toastDone(done);
  } catch {
    toastProblem({
      code: "path-refused",
      message: takeOutStrings.cannotCopy,
      hint: takeOutStrings.cannotCopyHint,
    });
  }
}

/** What the downloaded file is called, with the kind: two resources may have one name. */
export function fileOf(resource: ResourceKey): string {
  return `${resource.replace("/", "-")}.json`;
}

function systemFileOf(resource: ResourceKey): string {
  return `${resource.replace("/", "-")}-system.json`;
}
