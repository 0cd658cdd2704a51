import { InvalidArgumentError, Option, type Command } from "commander";
import type { Json } from "#core/base/json.ts";
import type { Connection } from "#core/domain/connection.ts";
import {
  ROLE_CASTS,
  SCHEMA_WAYS,
  STRUCTURED_WAYS,
  type RoleCast,
  type SchemaWay,
  type StructuredWay,
} from "#core/domain/request-rules.ts";
import { keyNames } from "./model-argument.ts";
import { atLeastOne } from "./workers-option.ts";

/** What may be said of a connection at a command line. */
export type ConnectionOptions = {
  readonly baseUrl?: string;
  readonly preset?: string;
  readonly keyEnv?: readonly string[];
  readonly keyHeader?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly headerKey?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly omit?: readonly string[];
  readonly rename?: Readonly<Record<string, string>>;
  readonly setMember?: Readonly<Record<string, Json>>;
  readonly structured?: StructuredWay;
  readonly roles?: RoleCast;
  readonly schemas?: SchemaWay;
  readonly proxy?: string;
  readonly fallback?: readonly string[];
  readonly patience?: Readonly<Record<string, number>>;
  readonly callsAtOnce?: number;
};

const PATIENCE = {
  silence: "silenceSeconds",
  word: "wordSeconds",
  answer: "answerSeconds",
  attempts: "attempts",
  wait: "waitSeconds",
} as const;

/** The options that say something of a connection. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option("--base-url <url>", "where it is asked, up to and without /chat/completions")
    .option("--preset <name>", "the provider whose customs it keeps, and whose address where none is given")
    .option(
      "--key-env <names>",
      "names of its keys between commas, in order: the next is taken where one is refused or used up",
      keyNames,
    )
    .option(
      "--key-header <name>",
      "the header that carries the key (default: authorization, as a bearer token)",
    )
    .option("--header <name:value>", "a header of every request", pair(":"))
    .option("--header-key <name:key>", "a header whose value is the key of that name", pair(":"))
    .option("--query <name=value>", "a part of every request's query", pair("="))
    .option("--omit <members>", "members of requests that are left out, between commas", names)
    .option("--rename <from=to>", "a member of requests under another name", pair("="))
    .option("--set-member <name=json>", "a member of requests that always has this value", member)
    .addOption(
      new Option("--structured <way>", "how it is told what form an answer is to have").choices(
        STRUCTURED_WAYS,
      ),
    )
    .addOption(new Option("--roles <cast>", "how messages are cast").choices(ROLE_CASTS))
    .addOption(
      new Option("--schemas <way>", "how schemas of tools and answers are written").choices(SCHEMA_WAYS),
    )
    .option(
      "--proxy <url>",
      "the proxy that it is reached by; none: directly, whatever the environment names",
    )
    .option(
      "--fallback <models>",
      "models between commas that are asked in this order where this one gives no answer",
      names,
    )
    .option(
      "--patience <what=n>",
      `how long it is waited for, in seconds, or how often: ${Object.keys(PATIENCE).join(", ")}`,
      patience,
    )
    .option("--calls-at-once <n>", "calls at the same time", atLeastOne);
}

/** What is said of a connection with what these options say over it. */
export function layOver(before: Connection, options: ConnectionOptions): Connection {
  const { baseUrl, preset, keyEnv, keyHeader, query, proxy, fallback, callsAtOnce } = options;
  const { header, headerKey, patience: waits } = options;
  const request = requestOf(before.request, options);
  const keyed = Object.entries(headerKey ?? {}).map(([name, key]) => [name, { key }] as const);
  return {
    ...before,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(preset === undefined ? {} : { preset }),
    ...(keyEnv === undefined ? {} : { keys: [...keyEnv] }),
    ...(keyHeader === undefined ? {} : { keyHeader }),
    ...(query === undefined ? {} : { query: { ...before.query, ...query } }),
    ...(header === undefined && keyed.length === 0
      ? {}
      : { headers: { ...before.headers, ...header, ...Object.fromEntries(keyed) } }),
    ...(request === undefined ? {} : { request }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(fallback === undefined ? {} : { fallback: [...fallback] }),
    ...(waits === undefined ? {} : { patience: { ...before.patience, ...waits } }),
    ...(callsAtOnce === undefined ? {} : { callsAtOnce }),
  };
}

function requestOf(
  before: Connection["request"],
  { omit, rename, setMember, structured, roles, schemas }: ConnectionOptions,
): Connection["request"] {
  const said = {
    ...(omit === undefined ? {} : { omit: [...omit] }),
    ...(rename === undefined ? {} : { rename: { ...before?.rename, ...rename } }),
    ...(setMember === undefined ? {} : { set: { ...before?.set, ...setMember } }),
    ...(structured === undefined ? {} : { structured }),
    ...(roles === undefined ? {} : { roles }),
    ...(schemas === undefined ? {} : { schemas }),
  };
  return Object.keys(said).length === 0 ? undefined : { ...before, ...said };
}

type Named<T> = Readonly<Record<string, T>>;

/** Of an option that may be given several times: a name and what belongs to it. */
function pair(mark: ":" | "=") {
  return (text: string, before: Named<string> = {}): Named<string> => {
    const at = text.indexOf(mark);
    const name = text.slice(0, at).trim();
    if (at < 1 || name === "") throw new InvalidArgumentError(`It takes NAME${mark}VALUE.`);
    return { ...before, [name]: text.slice(at + 1).trim() };
  };
}

function names(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]))];
}

/** What is not JSON is text. */
function member(text: string, before: Named<Json> = {}): Named<Json> {
  return Object.fromEntries(
    Object.entries(pair("=")(text)).reduce<[string, Json][]>(
      (all, [name, value]) => [...all, [name, toJson(value)]],
      Object.entries(before),
    ),
  );
}

function toJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function patience(text: string, before: Named<number> = {}): Named<number> {
  const said = Object.entries(pair("=")(text)).map(([word, value]) => {
    const name = Object.hasOwn(PATIENCE, word) ? PATIENCE[word as keyof typeof PATIENCE] : null;
    const number = Number(value);
    if (name === null || value === "" || !Number.isFinite(number))
      throw new InvalidArgumentError(
        `It takes WHAT=NUMBER, WHAT one of ${Object.keys(PATIENCE).join(", ")}.`,
      );
    return [name, number] as const;
  });
  return { ...before, ...Object.fromEntries(said) };
}
