import { textOfStored, toFileText } from "#core/domain/taken-out.ts";
import type { Json } from "#core/base/json.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useApp } from "#renderer/store/app-context.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { toProblem } from "#renderer/store/problem.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import { saveFile } from "#renderer/ui/save-file.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

export type TakeOut = ReturnType<typeof useTakeOut>;

/**
 * Copies and downloads of a resource as it is shown: each says that it was done, or why not. `text` is null where it has no
 * text of its own.
 */
export function useTakeOut(resource: ResourceKey, at: string, shown: Resource | undefined) {
  const { client } = useApp();
  const save = async (name: string, read: () => Promise<unknown>): Promise<void> => {
    try {
      saveFile(name, "application/json", toFileText((await read()) as Json)); // Its form is JSON.
      toastDone(takeOutStrings.saved(name));
    } catch (thrown) {
      toastProblem(toProblem(thrown));
    }
  };
  const text = shown === undefined ? null : textOfStored(shown);
  return {
    text,
    copyText: () => void copy(text ?? "", takeOutStrings.copiedText),
    copyJson: () => void copy(JSON.stringify(shown?.content ?? null, null, 2), takeOutStrings.copiedJson),
    download: async () => save(fileOf(resource), async () => await client.resolve.resource({ resource, at })),
    downloadSystem: async () =>
      save(systemFileOf(resource), async () => await client.resolve.system({ agent: resource, at })),
  };
}

/** Copies a text, and says so. */
async function copy(text: string, done: string): Promise<void> {
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
