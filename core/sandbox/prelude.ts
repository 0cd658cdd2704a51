/* oxlint-disable typescript/unbound-method -- built-ins are taken from their owners here on purpose, to be applied later */

/**
 * The first code in every guest: what evolved code finds there beyond the language itself. These functions run in
 * the guest, as text, so they mention nothing but each other and the language. Each takes the built-ins it needs
 * when it is called, at the start: the code that follows may replace any property of any built-in.
 */
export type GuestSettings = {
  readonly maxOutputChars: number;
  readonly maxLogChars: number;
  readonly maxErrorChars: number;
};

/** What a request is told instead of its number. The functions below can't name these: they are text elsewhere. */
export const NOT_GRANTED = -1;
export const CALL_IS_OVER = -2;

/** How anything thrown leaves the guest, as JSON text. */
export type ThrownDescription = { readonly name: string; readonly message: string; readonly stack: string };

/** What the host gives to the guest, from engine.ts. */
type Native = {
  finish(kind: string, text: string): void;
  log(lineText: string): void;
  /** The number of the request, from 1; or one of the two below. */
  request(name: string, argsText: string): number;
  random(): number;
};
type Request = Native["request"];
type Describe = (thrown: unknown) => string;
type ToJson = (value: unknown) => string | undefined;
type Capabilities = {
  readonly host: object;
  answer(request: number, isOk: boolean, text: string): void;
};
type Entry = (input: unknown, host: object) => unknown;
type GuestHooks = {
  invoke(module: unknown, inputText: string | undefined): Promise<void>;
  answer: Capabilities["answer"];
  describe: Describe;
};

function bootGuest(native: Native, settingsText: string): GuestHooks {
  const { finish, log, request, random } = native;
  const { parse } = JSON;
  const toText = String;
  const settings = parse(settingsText) as GuestSettings;
  const describe = createDescribe(settings.maxErrorChars);
  const toJson = createToJson();
  const capabilities = createCapabilities(request, toJson);
  (globalThis as { console?: unknown }).console = createConsole(log, settings.maxLogChars);
  Math.random = random;

  const deliver = (value: unknown): void => {
    let text: string | undefined;
    try {
      text = toJson(value);
    } catch (error) {
      finish("bad-output", describe(error));
      return;
    }
    if (text === undefined) finish("no-output", "");
    else if (text.length > settings.maxOutputChars) finish("output-too-large", toText(text.length));
    else finish("done", text);
  };
  const invoke = async (module: unknown, inputText: string | undefined): Promise<void> => {
    try {
      const { sandboxEntry } = (await module) as { sandboxEntry: unknown };
      if (typeof sandboxEntry !== "function") finish("no-entry", "");
      else if (inputText === undefined) finish("done", "null");
      else deliver(await (sandboxEntry as Entry)(parse(inputText), capabilities.host));
    } catch (error) {
      finish("threw", describe(error));
    }
  };
  return { invoke, answer: capabilities.answer, describe };
}

/** Never throws, whatever was thrown: not an error, a trap of a proxy, a getter that throws. */
function createDescribe(maxChars: number): Describe {
  const { stringify } = JSON;
  const { create } = Object;
  const { apply } = Reflect;
  const { slice } = String.prototype;
  const toText = String;
  const cut = (text: string, chars: number): string => apply(slice, text, [0, chars]);
  return (thrown) => {
    const about = create(null) as { name: string; message: string; stack: string };
    about.name = about.message = about.stack = "";
    try {
      const isObject = typeof thrown === "object" && thrown !== null;
      if (isObject && "message" in thrown) {
        const error = thrown as Error;
        about.message = cut(toText(error.message), maxChars);
        about.name = cut(toText(error.name), 100);
        about.stack = cut(toText(error.stack), 1_000);
      } else {
        about.message = cut(isObject ? stringify(thrown) : toText(thrown), maxChars);
      }
    } catch {
      if (about.message === "") about.message = "something that can't be printed";
    }
    return stringify(about);
  };
}

/** JSON.stringify that refuses what it would silently drop or distort. Throws TypeError with the key. */
function createToJson(): ToJson {
  const { stringify } = JSON;
  const { apply } = Reflect;
  const { isFinite } = Number;
  const { toString: tagOf } = Object.prototype;
  const toText = String;
  const TypeErrorType = TypeError;
  const nameMisfit = (value: unknown): string | null => {
    const type = typeof value;
    if (type === "number") return isFinite(value) ? null : toText(value);
    if (type === "function" || type === "symbol" || type === "bigint") return `a ${type}`;
    if (type !== "object" || value === null) return null;
    const tag = apply(tagOf, value, []);
    return tag === "[object Object]" || tag === "[object Array]" ? null : tag;
  };
  const onlyJson = (key: string, value: unknown): unknown => {
    const misfit = nameMisfit(value);
    if (misfit === null) return value;
    throw new TypeErrorType(`${key === "" ? "the value" : `"${key}"`} is ${misfit}, which JSON can't hold`);
  };
  return (value) => stringify(value, onlyJson);
}

/** A console whose every method writes one line; what is over the limit is cut, and the last line says so. */
function createConsole(log: (text: string) => void, maxChars: number): object {
  const { stringify } = JSON;
  const { freeze } = Object;
  const { apply } = Reflect;
  const { toString: tagOf } = Object.prototype;
  const { slice } = String.prototype;
  const toText = String;
  const show = (value: unknown): string => {
    if (typeof value === "string") return value;
    try {
      if (apply(tagOf, value, []) === "[object Error]") return toText(value);
      return stringify(value) ?? toText(value);
    } catch {
      return "[unprintable]";
    }
  };
  let charsLeft = maxChars;
  const write = (...values: unknown[]): void => {
    if (charsLeft <= 0) return;
    let line = "";
    for (let at = 0; at < values.length && line.length < charsLeft; at += 1) {
      line += (at === 0 ? "" : " ") + show(values[at]);
    }
    const kept = apply(slice, line, [0, charsLeft]);
    charsLeft -= kept.length + 1;
    log(stringify(charsLeft > 0 ? kept : `${kept} [log cut here]`));
  };
  return freeze({ log: write, info: write, warn: write, error: write, debug: write });
}

/** The entry's second argument: `await host.anyName(args)` asks for a capability, granted or not. */
function createCapabilities(request: Request, toJson: ToJson): Capabilities {
  const { parse } = JSON;
  const { create, freeze } = Object;
  const ErrorType = Error;
  const PromiseType = Promise;
  type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
  const waiting = create(null) as Record<number, Waiting>;
  const toError = (name: string, message: string): Error => {
    const error = new ErrorType(message);
    error.name = name;
    return error;
  };
  const rejected = (error: Error): Promise<never> =>
    new PromiseType((_resolve, reject) => {
      reject(error);
    });
  const call = (name: string, args: unknown): Promise<unknown> => {
    let argsText: string;
    try {
      argsText = toJson(args) ?? "null";
    } catch (error) {
      return rejected(error as Error); // Or whatever else a toJSON of the code's own threw.
    }
    const number = request(name, argsText);
    // The host stops a guest whose call is over, but only where it computes: here, at once. A promise's executor
    // would turn that stop into a rejection, so this must stay outside of one.
    while (number === -2);
    if (number === -1) {
      return rejected(toError("CapabilityDenied", `the capability "${name}" is not granted to this tool`));
    }
    return new PromiseType((resolve, reject) => {
      waiting[number] = { resolve, reject };
    });
  };
  // The handler has no prototype, or the code could add traps to it through Object.prototype.
  const traps = create(null) as ProxyHandler<object>;
  traps.get = (_target, name) =>
    // Promises and JSON look for these two on everything they meet.
    typeof name === "string" && name !== "then" && name !== "toJSON"
      ? (args: unknown) => call(name, args)
      : undefined;
  return {
    host: new Proxy(freeze(create(null) as object), traps),
    answer: (number, isOk, text) => {
      const { resolve, reject } = waiting[number] as Waiting;
      delete waiting[number];
      if (isOk) {
        resolve(parse(text));
      } else {
        const { code, message } = parse(text) as { code: string; message: string };
        reject(toError(code === "capability-denied" ? "CapabilityDenied" : "CapabilityError", message));
      }
    },
  };
}

const PARTS = [bootGuest, createDescribe, createToJson, createConsole, createCapabilities];

/** An expression whose value is bootGuest. */
export const PRELUDE = `"use strict";(()=>{${PARTS.join("\n")}\nreturn ${bootGuest.name}})()`;
