import type { AskedEdit } from "#core/domain/edit.ts";
import { diffStates } from "#core/domain/state.ts";
import { AppError } from "#core/base/app-error.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { applyEdits, previewEdits, type Edit } from "#core/resources/edits.ts";
import { refuseUnbuildable } from "#core/resources/refuse-unbuildable.ts";
import type { FoundResource, ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";

export type AskedChange = {
  readonly edits: readonly AskedEdit[];
  /** The versions that were read, by resource. */
  readonly read: Readonly<Partial<Record<ResourceKey, string>>>;
};

/**
 * What the registry is after the edits, new resources in use and all that changed found to build. Throws what forbids it: as
 * `applyEdits`, head-moved where another version is in force than was read, and build-failed. `isKept` says whether its
 * versions are stored with the next transaction.
 */
export async function editedView(
  context: Pick<AppContext, "store" | "caller" | "clock" | "countTokens" | "runtime">,
  before: ResourceView,
  { edits, read, isKept }: AskedChange & { readonly isKept: boolean },
): Promise<ResourceView> {
  const { store, caller, clock, countTokens, runtime } = context;
  refuseOverwritingAny(before, read);
  const request = { store, author: caller.kind, at: clock.now(), countTokens };
  const apply = isKept ? applyEdits : previewEdits;
  const after = apply(before, [...edits, ...builds(edits)], request);
  for (const { resource, from, to } of diffStates(before.state, after.state)) {
    if (from?.version === to?.version) continue;
    await refuseUnbuildable(runtime.build, after.get(resource));
  }
  return after;
}

/** What comes in is in use at once: it was found to build, or nothing of the change is there. */
function builds(edits: readonly AskedEdit[]): readonly Edit[] {
  return edits
    .filter(({ type }) => type === "register" || type === "copy")
    .map(({ resource }) => ({ type: "step", resource, step: "build" }));
}

function refuseOverwritingAny(view: ResourceView, read: AskedChange["read"]): void {
  for (const [key, version] of Object.entries(read) as [ResourceKey, string][]) {
    refuseOverwriting(view.get(key), version);
  }
}

/** Values are written whole: over another version than the one that was read, they would take its changes back. */
export function refuseOverwriting({ key, version }: FoundResource, read: string | undefined): void {
  if (read === undefined || read === version) return;
  throw new AppError("head-moved", `${key} was changed by another commit since it was opened.`, {
    hint: "Review your text against the present version, then commit again.",
  });
}
