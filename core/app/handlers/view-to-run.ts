import type { AskedEdit } from "#core/domain/edit.ts";
import type { DraftedView } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { draftEdited } from "#core/app/registry/edited-view.ts";
import { commitNamed } from "./named-commit.ts";
import { requirePerson } from "./require-person.ts";

/** What the registry is to be for a run: a commit, or what edits would make of it. */
export type RegistryChoice = {
  readonly at: string;
  readonly edits?: readonly AskedEdit[] | undefined;
};

type Drafts = DraftedView["versions"];

/**
 * The registry as somebody asked for it. Edits are no commit and move no head: they go the way of every change, builds and
 * all, and their versions are stored with each run that is made of them and not before, so that a run's closure, its place
 * among the runs on record and its trace name what ran, and what is refused leaves none behind [C28]. Throws as
 * `draftEdited`, and path-refused to who is no person.
 */
export async function viewToRun(
  context: AppContext,
  { at, edits }: RegistryChoice,
): Promise<{ readonly commit: string; readonly view: ResourceView; readonly drafts?: Drafts }> {
  const { store, caller } = context;
  const commit = commitNamed(store, at);
  const view = viewAtCommit(store, commit);
  if (edits === undefined || edits.length === 0) return { commit, view };
  requirePerson(caller, "run what was never committed");
  const drafted = await draftEdited(context, view, { edits, read: {} });
  return { commit, view: drafted.view, drafts: drafted.versions };
}

export function hasEdits({ edits = [] }: Pick<RegistryChoice, "edits">): boolean {
  return edits.length > 0;
}
