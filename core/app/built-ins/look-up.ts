import type { Clock } from "#core/base/clock.ts";
import type { BuiltInLookup } from "#core/evolution/operator-prompt.ts";
import type { Store } from "#core/store/store.ts";
import type { BuiltIns } from "./built-ins.ts";

/**
 * What this version ships, for a session whose workspace lacks it. Its version is stored before it is used, in no commit:
 * a trace that names it can always be followed to its text [R16].
 */
export function createBuiltInLookup(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  builtIns: () => BuiltIns,
): BuiltInLookup {
  return (key) => {
    const builtIn = builtIns().get(key);
    if (builtIn === undefined) return null;
    const { version, resource } = builtIn;
    if (!store.versions.has(version)) store.atomic(() => void store.versions.put(key, resource, clock.now()));
    return { key, version, lifecycle: "active", resource };
  };
}
