import { contentAs, parseContent, type ContentOf } from "#core/domain/content/content.ts";
import { isJsonObject } from "#core/base/json.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import { toResourceKey, type ResourceKind } from "#core/domain/resource.ts";

type Stored<K extends ResourceKind> = {
  readonly kind: K;
  readonly name: string;
  readonly content: ContentOf[K];
};

/**
 * A resource as a run over these edits meets it: as it is being edited where it is edited as a whole, else as it is. An edit
 * that has not the form of its kind yet is refused by the host with the reason; until then the form asks by what there is.
 */
export function draftedContent<K extends ResourceKind>(
  edits: readonly AskedEdit[],
  { kind, name, content }: Stored<K>,
): ContentOf[K] {
  const resource = toResourceKey(kind, name);
  const edit = edits.findLast((each) => each.type === "update" && each.resource === resource);
  if (edit?.type !== "update" || !isJsonObject(edit.content)) return content;
  return parseContent(kind, edit.content).ok ? contentAs(kind, edit.content) : content;
}
