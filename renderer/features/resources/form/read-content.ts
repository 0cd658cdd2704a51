import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** Fields of a content that is being written: what is not there yet, or is something else, reads as empty. */

export function textAt(content: JsonObject, field: string): string {
  const value = content[field];
  return typeof value === "string" ? value : "";
}

/** A number, or the empty text of a field in which one is being typed. */
export function numberAt(content: JsonObject, field: string): number | "" {
  const value = content[field];
  return typeof value === "number" ? value : "";
}

export function objectAt(content: JsonObject, field: string): JsonObject {
  const value = content[field];
  return isJsonObject(value) ? value : {};
}

export function textsAt(content: JsonObject, field: string): readonly string[] {
  return listAt(content, field).filter((item): item is string => typeof item === "string");
}

export function objectsAt(content: JsonObject, field: string): readonly JsonObject[] {
  return listAt(content, field).filter(isJsonObject);
}

function listAt(content: JsonObject, field: string): readonly Json[] {
  const value = content[field];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The list with one of its members replaced, or without it for null. */
export function withMember<T>(list: readonly T[], at: number, member: T | null): readonly T[] {
  return member === null ? list.toSpliced(at, 1) : list.with(at, member);
}

/** The list with a member one place further up (-1) or down (1). */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): readonly T[] {
  const member = list[at];
  const to = at + by;
  if (member === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(at, 1).toSpliced(to, 0, member);
}
