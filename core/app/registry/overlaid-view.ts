import type { AskedEdit } from "#core/domain/edit.ts";
import { previewEdits } from "#core/resources/edits.ts";
import { viewAtCommit, type ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";

/**
 * The registry at a commit with edits laid over it, which are stored nowhere. Throws what forbids them to who asks, as
 * `applyEdits`.
 */
export function overlaidView(
  { store, caller, clock, countTokens }: Pick<AppContext, "store" | "caller" | "clock" | "countTokens">,
  commit: string,
  edits: readonly AskedEdit[] = [],
): ResourceView {
  const view = viewAtCommit(store, commit);
  if (edits.length === 0) return view;
  return previewEdits(view, edits, { store, author: caller.kind, at: clock.now(), countTokens });
}
