/**
 * Reads prompts, tools, agents and memories that were approved in Autogenesis Studio.
 *
 * One file without dependencies, for Node 18 and later, Deno and Bun: copy it beside your program.
 *
 *     import { resolve } from "./autogenesis.ts";
 *
 *     const prompt = await resolve("prompt/order-clerk", { tag: "prod" });
 *     prompt.messages({ message: text }); // [{ role: "system", content: "..." }, ...]
 *
 * Where it is read from:
 *
 * - AUTOGENESIS_URL and AUTOGENESIS_TOKEN: a workspace that is being served on this machine (`serve`, `token create`).
 *   What did not change is not sent again. When nobody answers there, the last good answer stands in; AUTOGENESIS_CACHE
 *   names a folder that keeps it between runs. `stale` then says why, and so does a warning.
 * - `file` or AUTOGENESIS_FILE: what `resolve ... --out clerk.json` wrote. With an address as well, it stands in when nobody
 *   answers and nothing was kept.
 *
 * Every document carries the SHA-256 of its kind, name and content in RFC 8785 form. One that does not come to its hash is
 * refused, wherever it was from; `version` also refuses every other one.
 */

import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Fields = { readonly [key: string]: Json };
export type Message = { readonly role: string; readonly content: string };

/** Where it is from, and why it may be old: null where it was asked for just now, or a file was meant. */
type Origin = { readonly source: "server" | "cache" | "file"; readonly stale: string | null };

/** One resource whose content came to its hash. */
export type Resource = Origin & {
  readonly resource: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly label: string | null;
  readonly commit: string | null;
  readonly tag: string | null;
  readonly content: Fields;
  /** A prompt's messages. With values each placeholder is filled once: what is filled in is never read again. */
  readonly messages: (values?: Readonly<Record<string, string>>) => Message[];
  /** A prompt's messages, a tool's code or a memory's records as one text. */
  readonly text: () => string;
};

/** An agent with everything that it uses, each of which came to its hash, and all of them to theirs. */
export type System = Origin & {
  readonly agent: string;
  readonly version: string;
  readonly commit: string | null;
  readonly tag: string | null;
  readonly resources: ReadonlyMap<string, Resource>;
};

export type Options = {
  readonly tag?: string;
  /** Whatever else names a commit; the head where neither is said. */
  readonly at?: string;
  /** Refuses every other one. */
  readonly version?: string;
  readonly url?: string;
  readonly token?: string;
  readonly file?: string;
  readonly cache?: string;
  readonly timeoutMs?: number;
  readonly warn?: (text: string) => void;
};

/** What went wrong, for people; `code` is for programs. */
export class AutogenesisError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AutogenesisError";
    this.code = code;
  }
}

/** A resource as it is at a tag, or at whatever else names a commit. */
export async function resolve(resource: string, options: Options = {}): Promise<Resource> {
  const { document, ...origin } = await find(toAsked(resource, false, options));
  checkVersion(document, options.version, resource);
  return toResource(document, origin);
}

/** An agent with everything that it uses. */
export async function resolveSystem(agent: string, options: Options = {}): Promise<System> {
  const { document, ...origin } = await find(toAsked(agent, true, options));
  checkVersion(document, options.version, agent);
  return toSystem(document, origin);
}

/** What an exported file holds. */
export function load(file: string): Resource | System {
  const document = readDocument(file);
  const origin = { source: "file", stale: null } as const;
  return document["format"] === SYSTEM_FORMAT ? toSystem(document, origin) : toResource(document, origin);
}

// --- what it is given out as ---

function toResource(document: Fields, origin: Origin): Resource {
  const kind = String(document["kind"]);
  const resource = String(document["resource"]);
  const content = document["content"] as Fields;
  const messages = (values?: Readonly<Record<string, string>>): Message[] => {
    if (kind !== "prompt")
      throw new AutogenesisError("usage", `${resource} is no prompt, and has no messages.`);
    if (values !== undefined) checkValues(resource, content, values);
    return (content["messages"] as readonly Fields[]).map((message) => ({
      role: String(message["role"]),
      content: (message["sections"] as readonly Fields[])
        .map((section) => String(section["text"]))
        .map((text) => (values === undefined ? text : fill(text, values)))
        .join("\n\n"),
    }));
  };
  const text = (): string => {
    if (kind === "prompt") {
      const all = messages();
      const [first] = all;
      if (first !== undefined && all.length === 1) return first.content;
      return all.map((message) => `[${message.role}]\n${message.content}`).join("\n\n");
    }
    if (kind === "tool" && content["type"] === "code") return String(content["code"]);
    if (kind === "memory") {
      return (content["records"] as readonly Fields[]).map((record) => String(record["text"])).join("\n\n");
    }
    throw new AutogenesisError("usage", `${resource} has no text of its own; see its content.`);
  };
  return {
    resource,
    kind,
    name: String(document["name"]),
    version: String(document["version"]),
    label: textOrNull(document["label"]),
    commit: textOrNull(document["commit"]),
    tag: textOrNull(document["tag"]),
    content,
    messages,
    text,
    ...origin,
  };
}

function toSystem(document: Fields, origin: Origin): System {
  return {
    agent: String(document["agent"]),
    version: String(document["version"]),
    commit: textOrNull(document["commit"]),
    tag: textOrNull(document["tag"]),
    resources: new Map(
      (document["resources"] as readonly Fields[]).map((each) => [
        String(each["resource"]),
        toResource(each, origin),
      ]),
    ),
    ...origin,
  };
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

// --- where it is found ---

type Asked = {
  readonly resource: string;
  readonly isWhole: boolean;
  readonly at: string;
  /** Null where only a file is meant. */
  readonly address: string | null;
  readonly token: string;
  readonly file: string | null;
  readonly cache: string | null;
  readonly timeoutMs: number;
  readonly warn: (text: string) => void;
};

type Found = Origin & { readonly document: Fields };

const RESOURCE_FORMAT = "autogenesis-resource/1";
const SYSTEM_FORMAT = "autogenesis-system/1";

function toAsked(resource: string, isWhole: boolean, options: Options): Asked {
  if (!/^[a-z]+\/[a-z0-9][a-z0-9-]{0,62}$/.test(resource)) {
    throw new AutogenesisError("usage", `"${resource}" does not name a resource. Write KIND/NAME.`);
  }
  if (options.tag !== undefined && options.at !== undefined) {
    throw new AutogenesisError("usage", "Name a tag or a commit, not both.");
  }
  const at = options.tag ?? options.at ?? "head";
  const url = options.url ?? setting("AUTOGENESIS_URL");
  const file = options.file ?? (options.url === undefined ? setting("AUTOGENESIS_FILE") : null);
  return {
    resource,
    isWhole,
    at,
    address: url === null ? null : toAddress(url, `/resolve/${resource}`, { at, isWhole }),
    token: options.token ?? setting("AUTOGENESIS_TOKEN") ?? "",
    file,
    cache: options.cache ?? setting("AUTOGENESIS_CACHE"),
    timeoutMs: options.timeoutMs ?? 10_000,
    warn: options.warn ?? ((text) => console.warn(text)),
  };
}

function setting(name: string): string | null {
  const value = process.env[name];
  return value === undefined || value === "" ? null : value;
}

function toAddress(
  url: string,
  path: string,
  { at, isWhole }: { readonly at: string; readonly isWhole: boolean },
): string {
  const base = url.replace(/\/+$/, "").replace(/\/resolve$/, "");
  let parsed: URL;
  try {
    parsed = new URL(`${base}${path}`);
  } catch (cause) {
    throw new AutogenesisError("usage", `"${url}" is no address, such as http://127.0.0.1:4317.`, { cause });
  }
  const isHere = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(parsed.hostname);
  if (parsed.protocol !== "https:" && !(parsed.protocol === "http:" && isHere)) {
    throw new AutogenesisError(
      "usage",
      `A token would go to ${parsed.host} for everybody to read: use https.`,
    );
  }
  parsed.searchParams.set("at", at);
  if (isWhole) parsed.searchParams.set("whole", "true");
  return parsed.href;
}

/** Nobody answers, or whoever does cannot for now. */
class Gone extends Error {}

/** The last good answer to each address. */
const kept = new Map<string, Fields>();

async function find(asked: Asked): Promise<Found> {
  if (asked.address === null) {
    if (asked.file !== null) {
      return { document: pick(readDocument(asked.file), asked, asked.file), source: "file", stale: null };
    }
    const settings = "set AUTOGENESIS_URL and AUTOGENESIS_TOKEN, or AUTOGENESIS_FILE";
    throw new AutogenesisError("usage", `Nothing says where to read from: ${settings}.`);
  }
  const known = recall(asked, asked.address);
  try {
    const document = await ask(asked, asked.address, known);
    keep(asked, asked.address, document);
    return { document, source: "server", stale: null };
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    return standIn(asked, known, error.message);
  }
}

function standIn(asked: Asked, known: Fields | null, why: string): Found {
  const { resource, file, warn } = asked;
  if (known !== null) {
    const stale = `${why} ${resource} is the last good answer, of version ${shortVersion(known)}.`;
    warn(stale);
    return { document: known, source: "cache", stale };
  }
  if (file !== null) {
    const document = pick(readDocument(file), asked, file);
    const stale = `${why} ${resource} is from ${file}, of version ${shortVersion(document)}.`;
    warn(stale);
    return { document, source: "file", stale };
  }
  throw new AutogenesisError("unreachable", `${why} There is no earlier answer for ${resource}.`);
}

async function ask(asked: Asked, address: string, known: Fields | null): Promise<Fields> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${asked.token}`,
    accept: "application/json",
    ...(known === null ? {} : { "if-none-match": `"${String(known["version"])}"` }),
  };
  let response: Response;
  let body: string;
  try {
    // No other place that it may point to: the token is for this address.
    const signal = AbortSignal.timeout(asked.timeoutMs);
    response = await fetch(address, { headers, redirect: "manual", signal });
    body = await response.text();
  } catch (cause) {
    throw new Gone(`Nobody answers at ${address} (${reasonOf(cause)}).`, { cause });
  }
  if (response.status === 304 && known !== null) return moved(known, response.headers);
  if (response.status >= 500) throw new Gone(`${address} answers with ${response.status}.`);
  if (response.status !== 200) throw refused(response.status, body, address);
  return pick(readText(body, address), asked, address);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}

/** The same content, which may be at another commit by now. */
function moved(known: Fields, headers: Headers): Fields {
  const commit = headers.get("x-autogenesis-commit");
  const label = headers.get("x-autogenesis-label");
  const tag = headers.get("x-autogenesis-tag");
  const state = headers.get("x-autogenesis-state");
  return {
    ...known,
    ...(commit === null ? {} : { commit }),
    ...(label === null ? {} : { label }),
    ...(state === null ? {} : { state }),
    tag: tag === null ? null : decodeURIComponent(tag),
  };
}

function refused(status: number, body: string, address: string): AutogenesisError {
  try {
    const { error } = JSON.parse(body) as { error: { code: string; message: string; hint: string } };
    return new AutogenesisError(error.code, `${error.message} ${error.hint} (${address})`);
  } catch {
    return new AutogenesisError("refused", `${address} answers with ${status}.`);
  }
}

/** What was asked for: a document may hold something else, and a whole system holds more. */
function pick(document: Fields, { resource, isWhole }: Asked, where: string): Fields {
  const isSystem = document["format"] === SYSTEM_FORMAT;
  if (isWhole === isSystem && document[isWhole ? "agent" : "resource"] === resource) return document;
  const parts = isSystem && !isWhole ? (document["resources"] as readonly Fields[]) : [];
  const part = parts.find((each) => each["resource"] === resource);
  if (part !== undefined) return part;
  throw new AutogenesisError("resource-missing", `${where} does not hold ${resource}.`);
}

// --- what is kept ---

function cacheFile({ cache }: Asked, address: string): string | null {
  return cache === null ? null : join(cache, `${sha256(address)}.json`);
}

function recall(asked: Asked, address: string): Fields | null {
  const known = kept.get(address);
  if (known !== undefined) return known;
  const file = cacheFile(asked, address);
  if (file === null) return null;
  try {
    return pick(readDocument(file), asked, file);
  } catch (error) {
    if (!(error instanceof AutogenesisError)) throw error;
    // Nothing is there yet, or whoever serves is asked for all of it again.
    if (error.code !== "file-unreadable") asked.warn(`What was kept is not used. ${error.message}`);
    return null;
  }
}

function keep(asked: Asked, address: string, document: Fields): void {
  kept.set(address, document);
  const file = cacheFile(asked, address);
  if (file === null || asked.cache === null) return;
  try {
    mkdirSync(asked.cache, { recursive: true, mode: 0o700 });
    const fresh = `${file}.${randomUUID()}.new`;
    writeFileSync(fresh, JSON.stringify(document), { mode: 0o600 });
    renameSync(fresh, file);
  } catch (error) {
    asked.warn(`${asked.resource} cannot be kept in ${asked.cache} (${reasonOf(error)}).`);
  }
}

// --- checking ---

function readDocument(file: string): Fields {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (cause) {
    throw new AutogenesisError("file-unreadable", `${file} cannot be read (${reasonOf(cause)}).`, { cause });
  }
  return readText(text, file);
}

/** A document that is what it says it is. */
function readText(text: string, where: string): Fields {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new AutogenesisError("document-invalid", `${where} is no JSON (${reasonOf(cause)}).`, { cause });
  }
  if (!isFields(document) || ![RESOURCE_FORMAT, SYSTEM_FORMAT].includes(String(document["format"]))) {
    throw new AutogenesisError("document-invalid", `${where} is no document that this client knows.`);
  }
  if (document["format"] === RESOURCE_FORMAT) checkResource(document, where);
  else checkSystem(document, where);
  return document;
}

function checkSystem(document: Fields, where: string): void {
  const { agent, versions, resources, version } = document;
  if (typeof agent !== "string" || !isFields(versions) || !Array.isArray(resources)) throw lacking(where);
  for (const each of resources as readonly Json[]) {
    if (!isFields(each)) throw lacking(where);
    checkResource(each, where);
  }
  const held = Object.fromEntries(
    (resources as readonly Fields[]).map((each) => [String(each["resource"]), each["version"] ?? null]),
  );
  const isOnce = Object.keys(held).length === resources.length;
  const isWhole = isOnce && canonicalJson(held) === canonicalJson(versions) && Object.hasOwn(versions, agent);
  if (!isWhole || hashOf({ agent, versions }) !== version) throw tampered(agent, where);
}

function checkResource(document: Fields, where: string): void {
  const { resource, kind, name, content, version } = document;
  if (typeof kind !== "string" || typeof name !== "string" || !isFields(content)) throw lacking(where);
  if (hashOf({ kind, name, content }) !== version || resource !== `${kind}/${name}`) {
    throw tampered(String(resource), where);
  }
}

function lacking(where: string): AutogenesisError {
  return new AutogenesisError("document-invalid", `${where} lacks what such a document has.`);
}

function tampered(resource: string, where: string): AutogenesisError {
  const why = "its content does not come to its version";
  return new AutogenesisError("hash-mismatch", `${resource} in ${where} was changed: ${why}.`);
}

function checkVersion(document: Fields, version: string | undefined, resource: string): void {
  if (version === undefined || document["version"] === version) return;
  const is = String(document["version"]);
  throw new AutogenesisError(
    "version-mismatch",
    `${resource} is of version ${is}, and ${version} was asked for.`,
  );
}

function shortVersion(document: Fields): string {
  return String(document["version"]).slice(0, 7);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hashOf(value: Json): string {
  try {
    return sha256(canonicalJson(value));
  } catch (cause) {
    // Half a letter, or a number that is none: nothing that has a hash holds one.
    const why = reasonOf(cause);
    throw new AutogenesisError("document-invalid", `The document has no canonical form (${why}).`, { cause });
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** RFC 8785: the one text of a JSON value. Its numbers and texts are as this language writes them. */
export function canonicalJson(value: Json): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError("a number of JSON is finite");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(",")}]`;
  const fields = value as Fields;
  // By UTF-16 units, which is how texts are ordered where nothing else is said.
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${writeString(name)}:${canonicalJson(fields[name] as Json)}`).join(",")}}`;
}

function writeString(text: string): string {
  // A surrogate without its other half.
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)) {
    throw new RangeError("a text has half a letter");
  }
  return JSON.stringify(text);
}

// --- placeholders ---

const SLOT = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** One pass: what is filled in is not looked at again, whatever it holds. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(SLOT, (slot, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : slot,
  );
}

function checkValues(resource: string, content: Fields, values: Readonly<Record<string, unknown>>): void {
  const schema = isFields(content["inputSchema"]) ? content["inputSchema"] : {};
  const slots = Object.keys(isFields(schema["properties"]) ? schema["properties"] : {});
  const missing = slots.filter((slot) => !Object.hasOwn(values, slot));
  if (missing.length > 0) {
    throw new AutogenesisError(
      "input-invalid",
      `${resource} has no value for {{${missing.join("}}, {{")}}}.`,
    );
  }
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string") continue;
    throw new AutogenesisError("input-invalid", `The value for {{${name}}} of ${resource} is no text.`);
  }
}
