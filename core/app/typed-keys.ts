import type { SecretSource } from "./models.ts";

/** Where a key that a provider would use comes from. `typed`: by a person, for this process alone. */
export type KeyOrigin = "environment" | "typed" | "none";

/**
 * The host's keys, and over them those that a person typed in. Typed ones live in this object and nowhere else: nothing
 * writes them, and nothing but a model call reads them.
 */
export type TypedKeys = SecretSource & {
  readonly originOf: (variable: string) => KeyOrigin;
  /** Null forgets the typed one. */
  readonly put: (variable: string, key: string | null) => void;
};

export function createTypedKeys(host: SecretSource): TypedKeys {
  const typed = new Map<string, string>();
  return {
    find: (variable) => typed.get(variable) ?? host.find(variable),
    originOf: (variable) => {
      if (typed.has(variable)) return "typed";
      return host.find(variable) === null ? "none" : "environment";
    },
    put: (variable, key) => {
      if (key === null) typed.delete(variable);
      else typed.set(variable, key);
    },
  };
}
