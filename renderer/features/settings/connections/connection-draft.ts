import type { PresetDocument } from "#core/contract/connections.ts";
import type { Json } from "#core/base/json.ts";
import { connectionNameSchema, type Connection, type Patience } from "#core/domain/connection.ts";
import { ROLE_CASTS, SCHEMA_WAYS, STRUCTURED_WAYS, type RequestRules } from "#core/domain/request-rules.ts";

export type PairDraft = { readonly name: string; readonly value: string };
/** A header's value, or the name of the key that is sent as it. */
export type HeaderDraft = PairDraft & { readonly isKey: boolean };

/** The patience of a connection, in the order in which it is asked for. */
export const PATIENCE = [
  "silenceSeconds",
  "wordSeconds",
  "answerSeconds",
  "waitSeconds",
  "attempts",
] as const satisfies readonly (keyof Patience)[];

/** A connection as it is being filled in: texts, as an unfinished number or address is none. Empty is what its preset has. */
export type ConnectionDraft = {
  readonly name: string;
  /** Empty for any endpoint that speaks as OpenAI's does. */
  readonly preset: string;
  readonly baseUrl: string;
  /** Null: its preset's; none: no key is sent. */
  readonly keys: readonly string[] | null;
  readonly keyHeader: string;
  readonly headers: readonly HeaderDraft[];
  readonly query: readonly PairDraft[];
  readonly omit: readonly string[];
  readonly rename: readonly PairDraft[];
  /** Values as JSON; what is none is a text. */
  readonly set: readonly PairDraft[];
  readonly structured: string;
  readonly roles: string;
  readonly schemas: string;
  readonly patience: Readonly<Record<(typeof PATIENCE)[number], string>>;
  readonly callsAtOnce: string;
  /** Empty: as the environment says; `none`: directly; else its address. */
  readonly proxy: string;
  readonly fallback: readonly string[];
};

export function toDraft(name: string, connection: Connection): ConnectionDraft {
  const { request = {}, patience = {} } = connection;
  return {
    name,
    preset: connection.preset ?? "",
    baseUrl: connection.baseUrl ?? "",
    keys: connection.keys ?? null,
    keyHeader: connection.keyHeader ?? "",
    headers: Object.entries(connection.headers ?? {}).map(([header, value]) =>
      typeof value === "string"
        ? { name: header, value, isKey: false }
        : { name: header, value: value.key, isKey: true },
    ),
    query: toPairs(connection.query),
    omit: request.omit ?? [],
    rename: toPairs(request.rename),
    set: Object.entries(request.set ?? {}).map(([member, value]) => ({
      name: member,
      value: writeJson(value),
    })),
    structured: request.structured ?? "",
    roles: request.roles ?? "",
    schemas: request.schemas ?? "",
    patience: {
      silenceSeconds: toText(patience.silenceSeconds),
      wordSeconds: toText(patience.wordSeconds),
      answerSeconds: toText(patience.answerSeconds),
      waitSeconds: toText(patience.waitSeconds),
      attempts: toText(patience.attempts),
    },
    callsAtOnce: toText(connection.callsAtOnce),
    proxy: connection.proxy ?? "",
    fallback: connection.fallback ?? [],
  };
}

function toPairs(record: Readonly<Record<string, string>> = {}): readonly PairDraft[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

function toText(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

/** A text as itself, unless it would be read as something else. */
function writeJson(value: Json): string {
  return typeof value === "string" && readJson(value) === value ? value : JSON.stringify(value);
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** What the host is asked to write: only what was filled in, so that the rest stays as the preset has it. */
export function toConnection(draft: ConnectionDraft): Connection {
  const { name, preset, baseUrl, keys, keyHeader, headers, query, callsAtOnce, proxy, fallback } = draft;
  const request = toRules(draft);
  const patience = toPatience(draft);
  return {
    // One with a preset's name keeps its customs anyhow.
    ...(preset === "" || preset === name ? {} : { preset }),
    ...(baseUrl.trim() === "" ? {} : { baseUrl: baseUrl.trim() }),
    ...(query.length === 0 ? {} : { query: toRecord(query) }),
    ...(keys === null ? {} : { keys: [...keys] }),
    ...(keyHeader.trim() === "" ? {} : { keyHeader: keyHeader.trim() }),
    ...(headers.length === 0 ? {} : { headers: toHeaders(headers) }),
    ...(Object.keys(request).length === 0 ? {} : { request }),
    ...(Object.keys(patience).length === 0 ? {} : { patience }),
    ...(callsAtOnce === "" ? {} : { callsAtOnce: Number(callsAtOnce) }),
    ...(proxy.trim() === "" ? {} : { proxy: proxy.trim() }),
    ...(fallback.length === 0 ? {} : { fallback: [...fallback] }),
  };
}

function toRules({ omit, rename, set, structured, roles, schemas }: ConnectionDraft): RequestRules {
  const way = STRUCTURED_WAYS.find((each) => each === structured);
  const cast = ROLE_CASTS.find((each) => each === roles);
  const written = SCHEMA_WAYS.find((each) => each === schemas);
  return {
    ...(omit.length === 0 ? {} : { omit: [...omit] }),
    ...(rename.length === 0 ? {} : { rename: toRecord(rename) }),
    ...(set.length === 0
      ? {}
      : { set: Object.fromEntries(set.map(({ name, value }) => [name.trim(), readJson(value)])) }),
    ...(way === undefined ? {} : { structured: way }),
    ...(cast === undefined ? {} : { roles: cast }),
    ...(written === undefined ? {} : { schemas: written }),
  };
}

function toPatience({ patience }: ConnectionDraft): Patience {
  return Object.fromEntries(
    PATIENCE.filter((name) => patience[name] !== "").map((name) => [name, Number(patience[name])]),
  );
}

function toHeaders(headers: readonly HeaderDraft[]): NonNullable<Connection["headers"]> {
  return Object.fromEntries(
    headers.map(({ name, value, isKey }) => [name.trim(), isKey ? { key: value.trim() } : value]),
  );
}

function toRecord(pairs: readonly PairDraft[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value.trim()]));
}

/** The same without rows that nobody has filled in yet. */
export function withoutBlank(draft: ConnectionDraft): ConnectionDraft {
  const isFilled = ({ name, value }: PairDraft): boolean => name.trim() !== "" || value.trim() !== "";
  const { headers, query, rename, set, fallback } = draft;
  return {
    ...draft,
    headers: headers.filter(isFilled),
    query: query.filter(isFilled),
    rename: rename.filter(isFilled),
    set: set.filter(isFilled),
    fallback: fallback.filter((model) => model !== ""),
  };
}

/** A name that nobody has yet, made from a preset's: `openai-2`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = connectionNameSchema.safeParse(wanted).success ? wanted : "endpoint";
  const others = Array.from({ length: taken.length + 1 }, (_, at) => `${base}-${at + 2}`);
  return [base, ...others].find((name) => !taken.includes(name)) ?? base;
}

/** A new one that begins from a preset: named like it, with its key; undefined for any endpoint. */
export function toBegin(preset: PresetDocument | undefined, taken: readonly string[]): ConnectionDraft {
  if (preset === undefined) return toDraft("", {});
  const { name, key } = preset;
  return toDraft(freeName(name, taken), { preset: name, ...(key === null ? {} : { keys: [key] }) });
}
