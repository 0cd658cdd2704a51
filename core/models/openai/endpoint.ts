import { AppError } from "#core/base/app-error.ts";
import type { Way } from "#core/base/ways.ts";
import { findSecret } from "#core/domain/secrets.ts";

export const OPENAI_ORIGIN = "https://api.openai.com";

export type OpenAiEndpoint = {
  /** Without a slash at its end. What closures name. */
  readonly baseUrl: string;
  /** Scheme, host and port: all of the address that messages name. */
  readonly origin: string;
  /** OpenAI's own service, whose dialect is stricter and newer than that of its followers. */
  readonly isOpenAi: boolean;
};

/** Throws config-invalid for anything but a plain http or https address. */
export function parseEndpoint(baseUrl: string): OpenAiEndpoint {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw badAddress("is no http or https address");
  }
  if (url.username !== "" || url.password !== "") throw badAddress("has a user name or password in it");
  if (url.search !== "" || url.hash !== "") throw badAddress("has a query or a fragment in it");
  if (holdsCredential(url.pathname)) throw badAddress("has what looks like a key in its path");
  return {
    baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
    origin: url.origin,
    isOpenAi: url.origin === OPENAI_ORIGIN,
  };
}

/** The path is part of every closure and trace. Ids of accounts in it are lower case; keys mix all there is. */
function holdsCredential(path: string): boolean {
  const plain = decode(path);
  return (
    findSecret(plain) !== null ||
    plain
      .split("/")
      .some((part) => part.length >= 24 && [/[A-Z]/, /[a-z]/, /\d/].every((sort) => sort.test(part)))
  );
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The address itself is left out of the message: what was typed there may be a secret. */
function badAddress(problem: string): AppError {
  return new AppError("config-invalid", `The endpoint's base URL ${problem}.`, {
    hint: "Give the plain address that ends before /chat/completions, for example http://127.0.0.1:11434/v1.",
  });
}

export type KeySource = {
  /** Asked at every attempt, so that a key may come or change while a session runs; null or empty is none. */
  readonly apiKey: () => string | null;
  /** The environment variable that holds the key, to be named to people; null where no key is sent to the address. */
  readonly keyVariable: string | null;
};

/** What to do about a key that is wanted and not there. */
export function hintToAddKey(keyVariable: string | null): { readonly hint: string; readonly way?: Way } {
  return keyVariable === null
    ? { hint: "Say which key may go there.", way: "name-key" }
    : { hint: `Add a key in Settings, or set ${keyVariable}.` };
}

/**
 * The key as it goes into the header, or null for an endpoint that is asked without one. Throws model-key-missing
 * when OpenAI's own service has none, and for a key that no header can carry (the HTTP library would quote it).
 */
export function readKey({ apiKey, keyVariable }: KeySource, endpoint: OpenAiEndpoint): string | null {
  const key = apiKey()?.trim() ?? "";
  if (key === "" && !endpoint.isOpenAi) return null;
  if (key === "") {
    throw new AppError("model-key-missing", `There is no key for ${endpoint.origin}.`, {
      ...hintToAddKey(keyVariable),
    });
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new AppError("model-key-missing", `The key for ${endpoint.origin} has characters no key has.`, {
      hint: "Enter the key again, without spaces, line breaks or quotation marks around it.",
    });
  }
  return key;
}
