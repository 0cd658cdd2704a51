import canonicalize from "canonicalize";
import { assertDefined } from "./assert.ts";

/**
 * RFC 8785 canonical JSON: the one text form that is hashed. Same value, same text, on every machine.
 * Lone surrogates and non-finite numbers have no canonical form and throw.
 */
export function canonicalJson(value: unknown): string {
  return assertDefined(canonicalize(value), "the canonical form of a value that is not JSON");
}
