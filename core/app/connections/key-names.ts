import { listAddresses } from "#core/app/providers/addresses.ts";
import type { Connections } from "./endpoint.ts";

/** Every name under which a key may be looked up: the presets' own, and those that connections name. */
export function listKeyNames(connections: Connections): readonly string[] {
  const own = listAddresses().flatMap(({ keyVariable }) => keyVariable ?? []);
  const named = Object.values(connections).flatMap(({ keys = [], headers = {} }) => [
    ...keys,
    ...Object.values(headers).flatMap((value) => (typeof value === "string" ? [] : [value.key])),
  ]);
  return [...new Set([...own, ...named])];
}
