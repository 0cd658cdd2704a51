import { AppError } from "#core/base/app-error.ts";
import type { Change } from "#core/domain/commit.ts";
import { previewCommit, refuseNoDecider } from "#core/resources/commit.ts";
import type { DraftedView } from "#core/resources/edits.ts";
import { refuseSecret } from "#core/resources/refuse-secret.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { sessionForEdit } from "#core/app/sessions/session-for-edit.ts";
import { draftEdited, type AskedChange } from "./edited-view.ts";

export type AskedAs = AskedChange & {
  readonly branch: string;
  readonly as: "commit" | "proposal";
};

/** A change that nothing forbids, of which nothing is written yet. */
export type DraftedChange = DraftedView & {
  readonly branch: string;
  /** The head that it is made of. */
  readonly base: string;
  readonly before: ResourceView;
  readonly changes: readonly Change[];
  /**
   * The session by whose gate it is measured, opened where it has to be; of a proposal. Part of a durable transaction of the
   * caller's.
   */
  readonly openSession: (() => string) | null;
};

/**
 * Everything that is asked of a change before it is written: what makes one and what foretells one ask the same [R32].
 * Throws as `draftEdited`, nothing-to-commit, decision-refused for a commit of who is no person, and where there is
 * nothing to measure a proposal by.
 */
export async function draftChange(context: AppContext, asked: AskedAs): Promise<DraftedChange> {
  const { store, caller } = context;
  const { branch } = asked;
  const base = store.refs.headOf(branch);
  const before = viewAtCommit(store, base);
  const drafted = await draftEdited(context, before, asked);
  const changes = [...previewCommit(store, base, drafted.view)];
  if (changes.length === 0) {
    throw new AppError("nothing-to-commit", "Nothing would change: the workspace says that already.");
  }
  for (const { resource, from } of changes)
    if (from === null) refuseSecret("The name of a resource", resource);
  if (asked.as === "commit") refuseNoDecider(caller);
  const resources = changes.map(({ resource }) => resource);
  const openSession =
    asked.as === "commit"
      ? null
      : sessionForEdit(context, { branch, resources, before, after: drafted.view });
  return { ...drafted, branch, base, before, changes, openSession };
}
