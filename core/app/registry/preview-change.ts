import { toErrorReport, AppError } from "#core/base/app-error.ts";
import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import type { Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { refuseSecretMessage } from "./change.ts";
import { interfaceChanges } from "./changed-interfaces.ts";
import { draftChange, type AskedAs, type DraftedChange } from "./draft-change.ts";

/** What is said of it, where that is known already: it may refuse a change as well. */
type Asked = AskedAs & { readonly message?: string | undefined };

/** What `changeRegistry` would do. Nothing is written, and what would refuse it is told instead of thrown. */
export async function previewChange(context: AppContext, asked: Asked): Promise<ChangePreviewDocument> {
  return (await foretellChange(context, asked)).document;
}

/** As `previewChange`, with the change itself, to be made as it was told; null where it is refused. */
export async function foretellChange(
  context: AppContext,
  asked: Asked,
): Promise<{ readonly document: ChangePreviewDocument; readonly drafted: DraftedChange | null }> {
  const { store } = context;
  const head = store.refs.headOf(asked.branch);
  try {
    if (asked.message !== undefined) refuseSecretMessage(asked.message);
    const drafted = await draftChange(context, asked);
    return { document: describeDraft(drafted), drafted };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const nothing = { head, changes: [], contract: [], differences: [], dependents: [] };
    return { document: { ...nothing, refusal: toErrorReport(error) }, drafted: null };
  }
}

function describeDraft({ base, before, view: after, changes }: DraftedChange): ChangePreviewDocument {
  const keys = changes.map(({ resource }) => resource);
  return {
    head: base,
    changes: [...changes],
    contract: interfaceChanges(before, after),
    differences: keys.flatMap((key) => differencesOf(key, before, after)),
    dependents: [...new Set(keys.flatMap((key) => after.dependents(key)))].filter(
      (key) => !keys.includes(key),
    ),
    refusal: null,
  };
}

function differencesOf(
  resource: Parameters<ResourceView["get"]>[0],
  before: ResourceView,
  after: ResourceView,
): ChangePreviewDocument["differences"] {
  const older = before.find(resource)?.resource.content as Json | undefined;
  const newer = after.get(resource).resource.content as Json;
  return diffJson(older, newer).map((difference) => ({
    resource,
    path: difference.path,
    name: nameVariable(newer, difference.path),
    ...(difference.before === undefined ? {} : { before: difference.before }),
    ...(difference.after === undefined ? {} : { after: difference.after }),
  }));
}
