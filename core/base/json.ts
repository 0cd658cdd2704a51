/** JSON values and RFC 6901 pointers into them. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deep equality of JSON values; key order does not matter. */
export function jsonEquals(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    const other: readonly Json[] = b;
    return a.length === other.length && a.every((item: Json, index) => jsonEquals(item, other[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && jsonEquals(a[key], b[key]))
  );
}

/** "/a/b~1c" → ["a", "b/c"]; "" is the whole document. Null when the text is not a pointer. */
export function parsePointer(pointer: string): readonly string[] | null {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return null;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value at the pointer, or undefined where there is none. */
export function getAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const token of parsePointer(pointer) ?? []) {
    if (Array.isArray(value)) value = (value as readonly Json[])[arrayIndex(token)];
    else if (isJsonObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
}

/** A copy with the value at an existing pointer replaced; the document is not touched. Throws RangeError where nothing is. */
export function replaceAt(document: Json, pointer: string, replacement: Json): Json {
  const tokens = parsePointer(pointer);
  if (tokens === null || getAt(document, pointer) === undefined) {
    throw new RangeError(`nothing at ${pointer}`);
  }
  return replaceTokens(document, tokens, replacement);
}

function replaceTokens(value: Json, tokens: readonly string[], replacement: Json): Json {
  const [token, ...rest] = tokens;
  if (token === undefined) return replacement;
  if (Array.isArray(value)) {
    const index = arrayIndex(token);
    return (value as readonly Json[]).map((item, at) =>
      at === index ? replaceTokens(item, rest, replacement) : item,
    );
  }
  const object = value as JsonObject;
  return { ...object, [token]: replaceTokens(object[token] as Json, rest, replacement) };
}

function arrayIndex(token: string): number {
  return /^(0|[1-9]\d*)$/.test(token) ? Number(token) : -1;
}
