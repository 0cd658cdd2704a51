import { nearestWord } from "./nearest-word.ts";

/** What a schema found, as far as words for people are made of it. */
export type Issue = {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly path?: readonly unknown[] | undefined;
  /** What was given, where the schema still knows. */
  readonly input?: unknown;
  readonly origin?: unknown;
  readonly expected?: unknown;
  readonly format?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly values?: unknown;
  readonly keys?: unknown;
  readonly inst?: unknown;
  /** Within it: what is wrong with the name of a member. */
  readonly issues?: readonly Issue[] | undefined;
};

/**
 * Every issue of a schema in our words: what a value must be, and what it is. Undefined for those that have none, where the
 * message of the schema itself holds. It is given to whatever parses as its `error`, so a schema that says something of
 * its own goes before it [C26].
 */
export function wordIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case "too_small":
      return `${wordBound(issue, issue.minimum, "least")}${butIs(issue)}`;
    case "too_big":
      return `${wordBound(issue, issue.maximum, "most")}${butIs(issue)}`;
    case "invalid_type":
      return issue.input === undefined && "input" in issue
        ? "is missing"
        : `must be ${nameType(issue)}${butIs(issue)}`;
    case "invalid_value":
      return wordChoice(issue);
    case "unrecognized_keys":
      return wordUnknowns(issue);
    case "invalid_format":
      return issue.format === "url"
        ? "must be an address, such as https://host/v1"
        : "is not in the form that is asked for";
    case "invalid_key":
      return issue.issues?.[0]?.message;
    case "invalid_union":
      return "has none of the forms that it may have";
    case undefined:
    default:
      return undefined;
  }
}

/** `PLACE: what is wrong`, for every issue of a parse. Those that came over a wire have lost who raised them. */
export function describeIssues(issues: readonly Issue[], root: readonly string[] = []): string {
  return issues
    .map((issue) => {
      const place = [...root, ...(issue.path ?? []).map(String)].join(".");
      const words = wordSent(issue);
      return place === "" ? words : `${place}: ${words}`;
    })
    .join("; ");
}

/** What the library says where nobody has said anything better. */
const ITS_OWN = /^(?:Too (?:small|big)|Invalid (?:input|option|string|URL|key)|Unrecognized key)/;

function wordSent(issue: Issue): string {
  const { message = "" } = issue;
  return (ITS_OWN.test(message) ? wordIssue(issue) : undefined) ?? message;
}

function wordBound({ origin, inclusive }: Issue, bound: unknown, which: "least" | "most"): string {
  const limit = String(bound);
  if (origin === "string" || origin === "array" || origin === "set" || origin === "object") {
    if (which === "least" && limit === "1") return "must not be empty";
    return `must have at ${which} ${limit} ${origin === "string" ? "characters" : "entries"}`;
  }
  if (inclusive === false) return `must be ${which === "least" ? "more" : "less"} than ${limit}`;
  return `must be ${limit} or ${which === "least" ? "more" : "less"}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object with named fields",
  record: "an object with named fields",
  array: "a list",
  null: "null",
};

function nameType({ expected, format }: Issue): string {
  const type = format === "safeint" ? "int" : String(expected);
  return TYPES[type] ?? type;
}

/** Only what is short enough to be recognised; a text or a key that somebody typed may be anything. */
function butIs({ input }: Issue): string {
  if (typeof input === "number" || typeof input === "boolean") return `, not ${String(input)}`;
  if (typeof input === "string" && input.length <= 30) return `, not ${JSON.stringify(input)}`;
  return "";
}

function wordChoice(issue: Issue): string {
  const values = listOf(issue.values);
  const meant = typeof issue.input === "string" ? nearestWord(issue.input, values) : null;
  const must = values.length === 1 ? `must be ${values[0] ?? ""}` : `must be one of ${values.join(", ")}`;
  return `${must}${butIs(issue)}${meant === null ? "" : `; did you mean ${meant}?`}`;
}

/** A file can hold any number of them. */
const MOST_KEYS = 10;

function wordUnknowns({ keys, inst }: Issue): string {
  const all = listOf(keys);
  const known = knownKeys(inst);
  const named = all.slice(0, MOST_KEYS).map((key) => wordUnknown(key, known));
  return `${named.join("; ")}${all.length > MOST_KEYS ? ` and ${all.length - MOST_KEYS} more` : ""}`;
}

/** A name that nobody knows, with the known one that is nearest to it, else with all there are. */
function wordUnknown(key: string, known: readonly string[]): string {
  const meant = nearestWord(key, known);
  const named = `there is no "${key}" here`;
  if (meant !== null) return `${named}; did you mean "${meant}"?`;
  return known.length === 0 ? named : `${named}; there are ${known.join(", ")}`;
}

/** The fields of the schema that found a key it does not know. */
function knownKeys(schema: unknown): readonly string[] {
  const { _zod: inside } = (schema ?? {}) as {
    readonly _zod?: { readonly def?: { readonly shape?: object } };
  };
  return Object.keys(inside?.def?.shape ?? {});
}

function listOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(String) : [];
}
