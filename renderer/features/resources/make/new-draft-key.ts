import { RESOURCE_KINDS, type ResourceKey, type ResourceKind } from "#core/domain/resource.ts";

/** Where the draft of a new resource is kept: by its kind and, for a copy, by what it was begun as a copy of. */
export function newDraftKey(kind: ResourceKind, from: ResourceKey | null): string {
  return from === null ? `new/${kind}` : `new/${kind} ${from}`;
}

/** The drafts of new resources among all, in the order of the kinds. */
export function listNewDrafts<T>(
  forms: Readonly<Partial<Record<string, T>>>,
): ReadonlyArray<{ readonly kind: ResourceKind; readonly from: ResourceKey | null; readonly draft: T }> {
  return RESOURCE_KINDS.flatMap((kind) =>
    Object.entries(forms).flatMap(([key, draft]) => {
      const isOfKind = key === newDraftKey(kind, null) || key.startsWith(`${newDraftKey(kind, null)} `);
      if (!isOfKind || draft === undefined) return [];
      const from = key.split(" ")[1];
      return [{ kind, draft, from: from === undefined ? null : (from as ResourceKey) }]; // It was one when it was kept.
    }),
  );
}
