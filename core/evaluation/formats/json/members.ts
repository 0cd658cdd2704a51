import { findExtent, skipBlanks } from "./scan.ts";

/** A member of the object that a text is, and what its value begins with. */
export type Member = {
  readonly key: string;
  readonly start: number;
  readonly kind: "list" | "object" | "value";
  /** Of a list: what its first entry is. */
  readonly first: "list" | "object" | "value" | "none";
};

const KINDS: Readonly<Record<string, Member["kind"]>> = { "[": "list", "{": "object" };

/** More than any file has that keeps its records under a name. */
const MAX_MEMBERS = 200_000;

/**
 * The members of the object that begins here, in order, and where it ends; null where the text is no sound object.
 */
export function listMembers(
  bytes: Uint8Array,
  start: number,
): { readonly members: readonly Member[]; readonly end: number } | null {
  const members: Member[] = [];
  let at = skipBlanks(bytes, start + 1);
  if (charAt(bytes, at) === "}") return { members, end: at + 1 };
  while (members.length < MAX_MEMBERS) {
    const name = findExtent(bytes, at);
    const colon = skipBlanks(bytes, name.end);
    if (charAt(bytes, at) !== '"' || !name.isClosed || charAt(bytes, colon) !== ":") return null;
    const value = skipBlanks(bytes, colon + 1);
    const { end, isClosed } = findExtent(bytes, value);
    if (!isClosed) return null;
    const key = parseKey(bytes.subarray(at, name.end));
    if (key === null) return null;
    members.push({ key, start: value, ...kindsAt(bytes, value) });
    at = skipBlanks(bytes, end);
    if (charAt(bytes, at) === "}") return { members, end: at + 1 };
    if (charAt(bytes, at) !== ",") return null;
    at = skipBlanks(bytes, at + 1);
  }
  return null;
}

function kindsAt(bytes: Uint8Array, start: number): Pick<Member, "kind" | "first"> {
  const kind = KINDS[charAt(bytes, start)] ?? "value";
  if (kind !== "list") return { kind, first: "none" };
  const inside = charAt(bytes, skipBlanks(bytes, start + 1));
  return { kind, first: inside === "]" ? "none" : (KINDS[inside] ?? "value") };
}

function charAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at] ?? 0);
}

function parseKey(bytes: Uint8Array): string | null {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as string;
  } catch {
    return null;
  }
}
