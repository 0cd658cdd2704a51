import { toErrorReport, AppError } from "#core/base/app-error.ts";
import type { ChangePreviewDocument } from "#core/contract/resources.ts";
import type { Json } from "#core/base/json.ts";
import { diffJson } from "#core/domain/json-diff.ts";
import { nameVariable } from "#core/domain/name-variable.ts";
import type { ResourceView } from "#core/resources/view.ts";
import type { AppContext } from "#core/app/context.ts";
import { branchNamed } from "#core/app/handlers/named-commit.ts";
import { interfaceChanges } from "./changed-interfaces.ts";
import { draftChange, type AskedAs } from "./draft-change.ts";

/** What `changeRegistry` would do. Nothing is written, and what would refuse it is told instead of thrown. */
export async function previewChange(context: AppContext, asked: AskedAs): Promise<ChangePreviewDocument> {
  const { store } = context;
  const branch = branchNamed(store, asked.branch);
  const head = store.refs.headOf(branch);
  const nothing = { head, changes: [], contract: [], differences: [], dependents: [] };
  try {
    const { base, before, view: after, changes } = await draftChange(context, { ...asked, branch });
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
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...nothing, refusal: toErrorReport(error) };
  }
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
