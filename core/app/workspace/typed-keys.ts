import { openTrust, type Trust } from "#core/app/connections/trust.ts";
import { createKeyMask } from "#core/store/key-mask.ts";
import type { KeySafe, SecretSource } from "#core/app/models/secrets.ts";

/** Where a provider's key comes from. `typed`: by a person, for this process alone; `kept`: by one, in the host's safe. */
export type KeyOrigin = "environment" | "typed" | "kept" | "none";

/**
 * The host's keys, and what a person typed in: a host whose safe can keep it does, else it lives in this object and
 * nowhere else. Nothing but a model call reads any of them.
 */
export type TypedKeys = Required<SecretSource> & {
  /** The names of those that were typed in, or kept. */
  readonly names: () => readonly string[];
  /** Finds those of these names that there are, so that they are hidden from then on. */
  readonly note: (names: readonly string[]) => void;
  readonly trust: Trust;
  /** Where a key that is typed in goes; `unsafe`: to memory, because the host's safe has nothing to encrypt it with. */
  readonly keptIn: () => Promise<"memory" | "system" | "unsafe">;
  readonly originOf: (variable: string) => KeyOrigin;
  /** Null forgets the typed one. */
  readonly put: (variable: string, key: string | null) => Promise<void>;
};

export function createTypedKeys(host: SecretSource | KeySafe, trust: Trust = openTrust()): TypedKeys {
  const typed = new Map<string, string>();
  const safe = "keep" in host ? host : null;
  const mask = createKeyMask();
  /** Whoever is given a key can have it come back. */
  const find = (variable: string): string | null => {
    const key = typed.get(variable) ?? host.find(variable);
    if (key !== null) mask.note(variable, key);
    return key;
  };
  return {
    names: () => [...new Set([...typed.keys(), ...(safe?.names() ?? [])])],
    note: (names) => {
      for (const name of names) find(name);
    },
    keptIn: async () => {
      if (safe === null) return "memory";
      return (await safe.canKeep()) ? "system" : "unsafe";
    },
    find,
    hide: mask.hide,
    mayReach: trust.mayReach,
    trust,
    originOf: (variable) => {
      if (typed.has(variable)) return "typed";
      if (safe?.isKept(variable) === true) return "kept";
      return host.find(variable) === null ? "none" : "environment";
    },
    put: async (variable, key) => {
      if (key !== null) mask.note(variable, key);
      const isKept = safe !== null && (await safe.keep(variable, key));
      if (key === null || isKept) typed.delete(variable);
      else typed.set(variable, key);
    },
  };
}
