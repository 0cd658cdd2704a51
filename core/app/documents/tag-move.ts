import type { TagMoveDocument } from "#core/contract/tags.ts";
import type { TagMove } from "#core/resources/tags.ts";
import { toIso } from "./documents.ts";

export function toTagMove({ name, from, to, at, by, message }: TagMove): TagMoveDocument {
  return { tag: name, from, to, at: toIso(at), by, message };
}
