import { isJsonObject, parsePointer, type Json } from "#core/base/json.ts";

/** A copy with what stands at a pointer put, replaced or (undefined) taken out. Missing parents are made as objects. */
export function putAt(document: Json, pointer: string, value: Json | undefined): Json {
  return put(document, parsePointer(pointer) ?? [], value) ?? null;
}

function put(
  document: Json | undefined,
  tokens: readonly string[],
  value: Json | undefined,
): Json | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  if (Array.isArray(document)) {
    const items = document as readonly Json[];
    return items.map((item, at) => (at === Number(token) ? (put(item, rest, value) ?? null) : item));
  }
  const object = isJsonObject(document) ? document : {};
  const inner = put(object[token], rest, value);
  const { [token]: _old, ...others } = object;
  return inner === undefined ? others : { ...others, [token]: inner };
}
