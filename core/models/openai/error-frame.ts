import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/**
 * The body of an error in what an endpoint sent, whichever form it has there; null where it is none. Its words are under
 * `message`, and what else was said stays: code, type, param, details.
 */
export function errorBodyIn(value: Json, name = ""): JsonObject | null {
  if (Array.isArray(value)) {
    const [first] = value as readonly Json[];
    return first === undefined || !isJsonObject(first) ? null : errorBodyIn(first, name);
  }
  if (!isJsonObject(value)) return name === "error" ? { message: textOf(value) } : null;
  const { error, choices } = value;
  if (typeof error === "string" && error !== "") return { ...withoutError(value), message: error };
  if (isJsonObject(error) && Object.keys(error).length > 0) return { ...statusIn(value), ...named(error) };
  if (name === "error" || value["object"] === "error" || value["type"] === "error") return named(value);
  return Array.isArray(choices) ? errorInChoice(choices as readonly Json[]) : bareError(value);
}

/** What the words of an error body are in; those of endpoints in the East among them. */
const WORDS = ["message", "msg", "detail", "title", "status_msg", "error_description"] as const;

function named(body: JsonObject): JsonObject {
  const words = WORDS.map((key) => body[key]).find((each) => each !== undefined && each !== null);
  return words === undefined ? body : { ...body, message: wordsOf(words), ...paramIn(words) };
}

/** A list of what is wrong with the members of a request, as web frameworks give it, says of each where and what. */
function wordsOf(words: Json): string {
  if (!Array.isArray(words))
    return isJsonObject(words) ? textOf(named(words)["message"] ?? words) : textOf(words);
  return (words as readonly Json[])
    .map((each) => {
      if (!isJsonObject(each)) return textOf(each);
      const { loc } = each;
      const place = Array.isArray(loc) ? (loc as readonly Json[]).map(textOf).join(".") : "";
      return [place, textOf(each["msg"] ?? each["message"] ?? each)].filter((part) => part !== "").join(": ");
    })
    .join("; ");
}

function paramIn(words: Json): JsonObject {
  const [first] = Array.isArray(words) ? (words as readonly Json[]) : [];
  const loc = first !== undefined && isJsonObject(first) ? first["loc"] : undefined;
  const param = Array.isArray(loc) ? (loc as readonly Json[]).at(-1) : undefined;
  return typeof param === "string" ? { param } : {};
}

/** Of a document without choices: it is an error where it has the words of one. */
function bareError(value: JsonObject): JsonObject | null {
  const { errors, base_resp: base } = value;
  if (isFailed(value)) return named(value);
  if (errors !== undefined && isJsonObject(errors) && Object.keys(errors).length > 0) return value;
  if (Array.isArray(errors) && errors.length > 0)
    return errorBodyIn({ error: (errors as readonly Json[])[0] ?? {} });
  if (isJsonObject(base) && typeof base["status_code"] === "number" && base["status_code"] !== 0)
    return named(base);
  const hasWords = ["message", "msg", "detail"].some((key) => {
    const words = value[key];
    return typeof words === "string" ? words !== "" : Array.isArray(words) && words.length > 0;
  });
  return hasWords || isJsonObject(value["detail"]) ? named(value) : null;
}

/** It says so itself, in a word, whatever the rest is called. */
function isFailed({ status, success, ok, type }: JsonObject): boolean {
  const words = [status, type].filter((word) => typeof word === "string");
  return success === false || ok === false || words.some((word) => /^(error|fail(ed|ure)?)$/i.test(word));
}

function errorInChoice(choices: readonly Json[]): JsonObject | null {
  for (const choice of choices) {
    const error = isJsonObject(choice) ? choice["error"] : undefined;
    if (typeof error === "string" && error !== "") return { message: error };
    if (error !== undefined && isJsonObject(error) && Object.keys(error).length > 0) return named(error);
  }
  return null;
}

/** Where a status may stand beside the words. */
const STATUS_KEYS = ["code", "status", "status_code", "statusCode", "http_status", "httpStatus"] as const;

function statusIn(value: JsonObject): JsonObject {
  return Object.fromEntries(
    STATUS_KEYS.filter((key) => toStatus(value[key]) !== null).map((key) => [key, value[key] as Json]),
  );
}

function withoutError({ error: _error, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** Names for what a status is, where none is said as a number. The first that fits counts. */
const STATUS_NAMES: readonly (readonly [pattern: RegExp, status: number])[] = [
  [/rate.?limit|too.?many|resource.?exhausted|throttl/i, 429],
  [/overloaded|unavailable|capacity/i, 503],
  [/auth(entication|orization)?.?error|unauth|invalid.?api.?key/i, 401],
  [/permission|forbidden/i, 403],
  [/not.?found/i, 404],
  [/time.?out/i, 408],
  [/too.?large/i, 413],
  [
    /context.?length|exceed.?context|bad.?request|invalid.?(request|argument|param|value)|unprocessable|validation/i,
    400,
  ],
];

/** What a sentence alone may tell. */
const STATUS_SAID: readonly (readonly [pattern: RegExp, status: number])[] = [
  [/\brate.?limit|too many requests/i, 429],
  [/\boverloaded\b/i, 503],
];

/** The status that an error body stands for, where it says one: a failure in the middle of an answer has no other. */
export function statusOfBody(body: JsonObject): number | null {
  for (const key of STATUS_KEYS) {
    const status = toStatus(body[key]);
    if (status !== null) return status;
  }
  const names = ["type", "error_type", "status", "code"].map((key) => body[key]);
  for (const name of names) {
    const found = STATUS_NAMES.find(([pattern]) => typeof name === "string" && pattern.test(name));
    if (found !== undefined) return found[1];
  }
  const said = textOf(body["message"] ?? "");
  const [, written] = /\b(?:status|code|error)\b\D{0,12}([45]\d\d)\b/i.exec(said) ?? [];
  if (written !== undefined) return Number(written);
  return STATUS_SAID.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

function toStatus(value: Json | undefined): number | null {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^[45]\d\d$/.test(text) ? Number(text) : null;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
