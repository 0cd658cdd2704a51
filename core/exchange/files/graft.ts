import { formatPointer, isJsonObject, jsonEquals, type Json } from "#core/base/json.ts";
import type { Origin, Told } from "#core/config/compose/told.ts";

/** A value that was filled in from what was written: what is still there stays where it was said, the rest is said by the whole. */
export function graft(told: Told, full: Json): Told {
  if (told.kind === "map" && isJsonObject(full)) {
    const entries = Object.entries(full).map(([key, value]): readonly [string, Told] => {
      const own = told.entries.get(key);
      return [key, own === undefined ? tellAt(() => told.origin, value) : graft(own, value)];
    });
    return { ...told, entries: new Map(entries) };
  }
  if (told.kind === "list" && Array.isArray(full) && full.length === told.items.length) {
    const values: readonly Json[] = full;
    return { ...told, items: told.items.map((item, index) => graft(item, values[index] ?? null)) };
  }
  if (told.kind === "scalar" && jsonEquals(told.value, full)) return told;
  return tellAt(() => told.origin, full);
}

/** A value with its places, which are asked for by pointer. */
export function tellAt(place: (pointer: string) => Origin, value: Json, pointer = ""): Told {
  const origin = place(pointer);
  const inner = (key: string, each: Json): Told => tellAt(place, each, pointer + formatPointer([key]));
  if (Array.isArray(value)) {
    const values: readonly Json[] = value;
    return { kind: "list", origin, items: values.map((each, index) => inner(String(index), each)) };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, each]) => [key, inner(key, each)] as const);
    return { kind: "map", origin, entries: new Map(entries) };
  }
  return { kind: "scalar", origin, value: value as null | boolean | number | string, isPlain: false }; // Neither of those.
}
