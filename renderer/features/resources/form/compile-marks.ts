import { jsonEquals, type JsonObject } from "#core/base/json.ts";
import type { MaskEntry } from "#core/domain/content/mask.ts";
import type { AskedEdit } from "#core/domain/edit.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** What changed of a mask, as edits: locks that come and go one by one, permission and limit of a variable together. */
export function compileMarks(
  resource: ResourceKey,
  before: JsonObject,
  after: JsonObject,
): readonly AskedEdit[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((pointer) =>
    compileEntry({ resource, pointer }, old.get(pointer), now.get(pointer)),
  );
}

type Place = { readonly resource: ResourceKey; readonly pointer: string };

function compileEntry(
  place: Place,
  before: MaskEntry | undefined,
  after: MaskEntry | undefined,
): readonly AskedEdit[] {
  if (jsonEquals(toJson(before), toJson(after))) return [];
  const [old, now] = [before?.locked ?? [], after?.locked ?? []];
  const learnable = after?.learnable ?? false;
  const maxTokens = after?.maxTokens ?? null;
  const isMaskOther = learnable !== (before?.learnable ?? false) || maxTokens !== (before?.maxTokens ?? null);
  return [
    ...(isMaskOther ? [{ type: "mask" as const, ...place, learnable, maxTokens }] : []),
    ...old.filter((text) => !now.includes(text)).map((text) => ({ type: "unlock" as const, ...place, text })),
    ...now.filter((text) => !old.includes(text)).map((text) => ({ type: "lock" as const, ...place, text })),
  ];
}

function entriesOf({ mask }: JsonObject): ReadonlyMap<string, MaskEntry> {
  // A content that came from the host passed the schema of its kind; marks alone were changed since.
  const entries = Array.isArray(mask) ? (mask as unknown as readonly MaskEntry[]) : [];
  return new Map(entries.map((entry) => [entry.pointer, entry]));
}

function toJson(entry: MaskEntry | undefined): JsonObject | undefined {
  return entry as JsonObject | undefined; // Of JSON it was made.
}
