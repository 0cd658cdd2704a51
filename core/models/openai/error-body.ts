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
  "error errors message msg detail details description error_description error_message errorMessage title reason reasons raw metadata failures innererror issues violations fieldViolations field_violations invalid-params invalid_params invalidParams source status_msg".split(
    " ",
  );
/** Of them, those that hold a member's name and what is wrong with it, where they hold nothing else that is known. */
const MAPPING = "error errors detail details failures issues violations".split(" ");
const NAMING = ["code", "type", "status", "reason", "errorCode", "error_code", "error"];
const PLACING = "param field parameter path loc pointer property instancePath additionalProperty".split(" ");
const KNOWN = new Set([...TELLING, ...NAMING, ...PLACING, "params", "keys"]);

/** What repeats the request says nothing of the error. */
const REPEATING = new Set(["request", "input", "messages", "prompt", "body", "params", "headers", "usage"]);
/** Names and places are no words. */
const WORDLESS = new Set([...PLACING, "code", "type", "errorCode", "error_code"]);

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
  // Words of a form that nobody knows are better than none.
  if (found.said.length === 0) collectMap(document as Json, found, { level: 0, path: [] });
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
  found.places.push(...placesOf(document));
  for (const name of TELLING) {
    const value = document[name];
    if (value === undefined) continue;
    if (MAPPING.includes(name) && isMap(value)) collectMap(value, found, { level: level + 1, path: [] });
    else collect(value, found, level + 1);
  }
  // llama.cpp tells how much too long a request is beside its sentence.
  for (const [name, value] of Object.entries(document))
    if (typeof value === "number" && /tokens|ctx/.test(name)) found.said.push(`(${name}: ${value})`);
}

/** Where an error is, as validators of many kinds say it. */
function placesOf(document: JsonObject): readonly string[] {
  const { params, keys, name, reason, path } = document;
  const placing = PLACING.map((member) => document[member]);
  if (isJsonObject(params)) placing.push(params["additionalProperty"]);
  if (reason !== undefined) placing.push(name);
  const within = Array.isArray(path) ? (path as readonly Json[]) : [];
  const unknown = Array.isArray(keys) ? (keys as readonly Json[]).map((key) => [...within, key]) : [];
  return [...unknown, ...placing]
    .map((place) => toPlace(Array.isArray(place) ? place.map(String).join(".") : place))
    .filter((place) => place !== "");
}

/** Every member's name stands for a member of the request. */
function isMap(value: Json): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).every((name) => !KNOWN.has(name) && !name.startsWith("@"));
}

type At = { readonly level: number; readonly path: readonly string[] };

/** All texts and figures of a document, each with the name of its member. */
function collectMap(value: Json, found: Found, { level, path }: At): void {
  if (level > MOST_LEVELS) return;
  if (isJsonObject(value)) {
    for (const [name, each] of Object.entries(value))
      if (!WORDLESS.has(name) && (typeof each !== "object" || isList(each) || !REPEATING.has(name)))
        collectMap(each, found, { level: level + 1, path: [...path, name] });
  } else if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collectMap(each, found, { level: level + 1, path });
  } else if ((typeof value === "string" && value !== "") || typeof value === "number") {
    // A name for words in general says nothing beside them.
    const name = KNOWN.has(path.at(-1) ?? "") ? "" : path.join(".");
    if (name !== "" && typeof value === "string") found.places.push(toPlace(name));
    found.said.push(name === "" ? String(value) : `${name}: ${String(value)}`);
  }
}

function isList(value: Json): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isStatus(value: Json | undefined): boolean {
  return (typeof value === "number" || typeof value === "string") && /^[45]\d\d$/.test(String(value));
}

/** `body.seed`, `$.seed`, `#/seed` and `messages[0].content` in one form. */
function toPlace(path: Json | undefined): string {
  if (typeof path !== "string") return "";
  return path
    .replaceAll(/\[(\w+)\]/g, ".$1")
    .replaceAll("/", ".")
    .replace(/^[.#$]+/, "")
    .replace(/^((body|request|data|attributes|payload|options|generation_?config)\.)+/i, "");
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
