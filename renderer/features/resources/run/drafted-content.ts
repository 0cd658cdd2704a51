import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** A resource as a run over these edits meets it: as it is being edited where it is edited as a whole, else as it is. */
export function draftedContent<Content extends object>(
  edits: readonly AskedEdit[],
  resource: ResourceKey,
  content: Content,
): Content | JsonObject {
  const edit = edits.findLast((each) => each.type === "update" && each.resource === resource);
  return edit?.type === "update" && isJsonObject(edit.content) ? edit.content : content;
}
