import { AppError } from "#core/base/app-error.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { ResourceView } from "#core/resources/view.ts";

/** Refuses to go over what another commit made of a resource since somebody looked: head-moved. */
export function refuseMoved(looked: ResourceView, now: ResourceView, keys: readonly ResourceKey[]): void {
  for (const key of keys) {
    if (looked.find(key)?.version === now.find(key)?.version) continue;
    throw new AppError("head-moved", `${key} was changed by another commit since the files were looked at.`, {
      hint: "Look at what they would change now, then commit again.",
    });
  }
}
