import { isJsonObject, type Json } from "#core/base/json.ts";
import type { Condition } from "./behaviour.ts";

export type Heard = {
  /** Which of its endpoint's requests it is, the first is 1. */
  readonly number: number;
  /** Milliseconds since the first of them. */
  readonly sinceFirstMs: number;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Json;
};

/** Whether all that the condition says is true of the request. */
export function fits(condition: Condition, heard: Heard): boolean {
  const { requests: [from, to] = [1, Number.POSITIVE_INFINITY], afterMs = 0, some, not } = condition;
  const { headers = {}, query = {} } = condition;
  return (
    heard.number >= from &&
    heard.number <= to &&
    heard.sinceFirstMs >= afterMs &&
    (not === undefined || !fits(not, heard)) &&
    fitsBody(condition, heard.body) &&
    (some === undefined ||
      valuesAt(heard.body, some.at).some((value) => fits(some.is, { ...heard, body: value }))) &&
    Object.entries(headers).every(([name, value]) => (heard.headers[name] ?? null) === value) &&
    Object.entries(query).every(([name, value]) => heard.query.get(name) === value)
  );
}

function fitsBody(
  { has = [], lacks = [], equals = {}, differs = {}, matches = {} }: Condition,
  body: Json,
): boolean {
  const found = (path: string): readonly Json[] => valuesAt(body, path);
  return (
    has.every((path) => found(path).length > 0) &&
    lacks.every((path) => found(path).length === 0) &&
    Object.entries(equals).every(([path, value]) => found(path).some((one) => isSame(one, value))) &&
    Object.entries(differs).every(([path, value]) => found(path).some((one) => !isSame(one, value))) &&
    Object.entries(matches).every(([path, pattern]) =>
      found(path).some((one) => typeof one === "string" && new RegExp(pattern, "u").test(one)),
    )
  );
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a path leads to in a document: `a.b`, or `a.*.b` for the one of each of a list or of an object's members. */
function valuesAt(document: Json, path: string): readonly Json[] {
  return path.split(".").reduce<readonly Json[]>(
    (values, name) =>
      values.flatMap((value) => {
        if (typeof value !== "object" || value === null) return [];
        if (name === "*") return Object.values(value);
        if (!isJsonObject(value)) return [];
        const member = value[name];
        return member === undefined ? [] : [member];
      }),
    [document],
  );
}
