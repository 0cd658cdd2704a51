import type { Json, JsonObject } from "#core/base/json.ts";
import { withLock, withoutLock, withPermission } from "#core/domain/content/edit-mask.ts";
import type { MaskEntry } from "#core/domain/content/mask.ts";
import { useForm } from "#renderer/features/resources/form/use-form.ts";
import { beginEdit } from "#renderer/features/resources/edit/begin-edit.ts";
import type { Marks } from "#renderer/features/resources/variable/editing.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";

/** Marks variables of a resource in its draft, where they are drawn at once; they land with it. */
export function useMarks(shown: Resource, branch: string): Marks {
  const { editContent } = useForm(`${shown.kind}/${shown.name}`, beginEdit(shown, branch));
  const change = (edit: (mask: readonly MaskEntry[]) => MaskEntry[]): void =>
    editContent((content) => ({ ...content, mask: toJson(edit(maskOf(content))) }));
  return {
    setLearnable: (pointer, learnable) => change((mask) => withPermission(mask, { pointer, learnable })),
    setLimit: (pointer, maxTokens) => change((mask) => withPermission(mask, { pointer, maxTokens })),
    lock: (pointer, text) => change((mask) => withLock(mask, pointer, text)),
    unlock: (pointer, text) => change((mask) => withoutLock(mask, pointer, text)),
  };
}

function maskOf({ mask }: JsonObject): readonly MaskEntry[] {
  // The content that is drawn has the form of its kind.
  return Array.isArray(mask) ? (mask as readonly MaskEntry[]) : [];
}

function toJson(mask: readonly MaskEntry[]): Json {
  return mask as unknown as Json; // Of JSON it was made.
}
