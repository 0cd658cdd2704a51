import type { AskedEdit } from "#core/domain/edit.ts";
import { diffStates } from "#core/domain/state.ts";
import { AppError } from "#core/base/app-error.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { draftView, type DraftedView, type Edit } from "#core/resources/edits.ts";
import { refuseUnbuildable } from "#core/resources/refuse-unbuildable.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";

export type AskedChange = {
  readonly edits: readonly AskedEdit[];
  /** The versions that were read, by resource. */
  readonly read: Readonly<Partial<Record<ResourceKey, string>>>;
};

type EditingContext = Pick<AppContext, "store" | "caller" | "clock" | "countTokens" | "runtime">;

/**
 * What the registry is after the edits, new resources in use and all that changed found to build, with its versions, of which
 * nothing is stored: what is refused later leaves none behind [R11]. Throws what forbids it: as `applyEdits`, head-moved
 * where another version is in force than was read, and build-failed.
 */
export async function draftEdited(
  { store, caller, clock, countTokens, runtime }: EditingContext,
  before: ResourceView,
  { edits, read }: AskedChange,
): Promise<DraftedView> {
  refuseOverwriting(before, read);
  const request = { store, author: caller.kind, at: clock.now(), countTokens };
  const drafted = draftView(before, edits.flatMap(withBuild), request);
  for (const { resource, from, to } of diffStates(before.state, drafted.view.state)) {
    if (from?.version === to?.version && from?.lifecycle !== "archived") continue;
    await refuseUnbuildable(runtime.build, drafted.view.get(resource));
  }
  return drafted;
}

/** What comes in is in use at once: it was found to build, or nothing of the change is there. */
function withBuild(edit: AskedEdit): readonly Edit[] {
  if (edit.type !== "register" && edit.type !== "copy") return [edit];
  return [edit, { type: "step", resource: edit.resource, step: "build" }];
}

/** Values are written whole: over another version than the one that was read, they would take its changes back. */
function refuseOverwriting(view: ResourceView, read: AskedChange["read"]): void {
  for (const [key, version] of Object.entries(read) as [ResourceKey, string][]) {
    if (view.get(key).version === version) continue;
    throw new AppError("head-moved", `${key} was changed by another commit since it was opened.`, {
      hint: "Review your text against the present version, then commit again.",
    });
  }
}
