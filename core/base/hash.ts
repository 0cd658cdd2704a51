import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 of UTF-8 text or bytes: 64 lower-case hex digits. The only impure file of base. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** SHA-256 over RFC 8785 canonical JSON. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value));
}
