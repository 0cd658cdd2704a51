import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";

/** What an endpoint said of an error, whatever form its body has. */
export type ErrorWords = {
  /** Its sentences, in order. */
  readonly said: string;
  /** Its names for what it is: `insufficient_quota`, `INVALID_ARGUMENT`, `BadRequestError`. */
  readonly names: readonly string[];
  /** The members it points at, as paths: `seed`, `messages.0.content`. */
  readonly places: readonly string[];
  /** The HTTP status that it says itself, where it says one. */
  readonly status: number | null;
};

/** Members whose value says what is wrong, itself or further down. */
const TELLING =
  "error errors message msg detail details description error_description error_message errorMessage title reason raw metadata failures innererror".split(
    " ",
  );
const NAMING = ["code", "type", "status", "reason", "errorCode", "error_code", "error"];
const PLACING = ["param", "field", "parameter", "path"];

/** More than any error of a chat request has. */
const MOST_LEVELS = 12;
const MOST_SAID = 8192;

/** Reads the body of an error: OpenAI's form, a list, a text, {"detail": …}, a validator's list, one inside another [M23]. */
export function readErrorBody(body: string): ErrorWords {
  return readErrorDocument(parse(body) ?? body);
}

/** The same of a document that was read already. */
export function readErrorDocument(document: unknown): ErrorWords {
  const found: Found = { said: [], names: [], places: [], statuses: [] };
  collect(document as Json, found, 0);
  const said = [...new Set(found.said)].join(" ").slice(0, MOST_SAID);
  return {
    said,
    names: [...new Set(found.names)],
    places: [...new Set([...found.places, ...placesIn(said)])],
    status: found.statuses[0] ?? null,
  };
}

type Found = {
  readonly said: string[];
  readonly names: string[];
  readonly places: string[];
  readonly statuses: number[];
};

function collect(value: Json, found: Found, level: number): void {
  if (level > MOST_LEVELS) return;
  if (typeof value === "string") collectText(value, found, level);
  else if (Array.isArray(value)) value.forEach((each: Json) => collect(each, found, level + 1));
  else if (isJsonObject(value)) collectObject(value, found, level);
}

/** Some write a document into a document's text. */
function collectText(text: string, found: Found, level: number): void {
  const inner = parse(text);
  if (inner !== null) collect(inner, found, level + 1);
  else if (text.trim() !== "") found.said.push(withoutMarkup(text));
}

function collectObject(document: JsonObject, found: Found, level: number): void {
  for (const name of NAMING) {
    const value = document[name];
    if (isStatus(value)) found.statuses.push(Number(value));
    // A sentence names nothing.
    else if (typeof value === "string" && /^[\w.-]+$/.test(value)) found.names.push(value);
  }
  for (const name of PLACING) {
    const value = document[name];
    if (typeof value === "string" && value !== "") found.places.push(toPlace(value));
  }
  const { loc } = document;
  if (Array.isArray(loc)) found.places.push(toPlace(loc.map(String).join(".")));
  for (const name of TELLING) if (document[name] !== undefined) collect(document[name], found, level + 1);
  // llama.cpp tells how much too long a request is beside its sentence.
  for (const [name, value] of Object.entries(document))
    if (typeof value === "number" && /tokens|ctx/.test(name)) found.said.push(`(${name}: ${value})`);
}

function isStatus(value: Json | undefined): boolean {
  return (typeof value === "number" || typeof value === "string") && /^[45]\d\d$/.test(String(value));
}

/** `body.seed`, `$.seed`, `#/seed` and `messages[0].content` in one form. */
function toPlace(path: string): string {
  return path
    .replaceAll(/\[(\w+)\]/g, ".$1")
    .replaceAll("/", ".")
    .replace(/^[.#$]+/, "")
    .replace(/^(body|request)\./, "");
}

/** Places in sentences: a validator's ('body', 'seed'), and "at #/seed" or "(parameter=seed". */
export function placesIn(said: string): readonly string[] {
  const listed = [...said.matchAll(/['"]loc['"]\s*:\s*[([]([^)\]]*)[)\]]/g)].map(([, list = ""]) =>
    toPlace([...list.matchAll(/['"]?([\w-]+)['"]?/g)].map(([, step]) => step).join(".")),
  );
  const named = [...said.matchAll(/(?:\bat #\/|\bparameter=|\bfield: ['"]?)([\w.[\]/-]+)/g)].map(
    ([, path = ""]) => toPlace(path),
  );
  return [...listed, ...named];
}

/** A page is no sentence: its title and text are. */
function withoutMarkup(text: string): string {
  if (!/<(!doctype|html|body|head)\b/i.test(text)) return text;
  return text.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ").replaceAll(/<[^>]*>/g, " ");
}

function parse(text: string): Json | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
