import { parse } from "yaml";
import { findSecret } from "#core/domain/secrets.ts";
import { configFault } from "./config-fault.ts";
import type { Origin, Told, ToldPath, ToldScalar } from "./told.ts";

/** The environment of whoever composes; a name that is not set has no value. */
export type Environment = (name: string) => string | undefined;

const BEGINNING = "${env:";
/** With the sign before it that makes it a text like any other. */
const REFERENCE = /\$?\$\{env:[^}]*\}?/g;
const WHOLE = /^\$\{env:[^}]*\}$/;
const LONGEST_SHOWN = 40;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What variables are called that hold keys, whoever they are for. Tokens in the plural are what models count. */
const KEY_NAME =
  /(?:^|_)(?:API_?KEYS?|KEYS?|TOKEN|SECRETS?|PASS|PRIVATE|AUTH|BEARER|COOKIE|PAT|PWD|DSN)(?:_|\d|$)|(?:API_?KEY|AUTH_?TOKEN|SECRET|PASS_?WO?R?D|PASSPHRASE|CREDENTIAL|_PWD)/i;

const ADDRESS_WITH_KEY = /^[a-z][a-z\d+.-]*:\/\/[^\s/@]*:[^\s/@]+@/i;

/** Also where its words are told apart by capitals alone. */
function namesKey(name: string): boolean {
  return KEY_NAME.test(name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2"));
}

/**
 * A configuration with every reference to the environment replaced by its value: `${env:NAME}`, `${env:NAME:what holds
 * where it is not set or empty}`, and `$${env:` for a text that begins so. A reference that is all of an unquoted value
 * stands for what its value says, a number or true also; within a text, or in quotes, it is text. Throws config-invalid
 * for one that nobody set, and for one that is or may be a key: what is composed here becomes part of versions [C30].
 */
export function fillReferences(told: Told, environment: Environment, path: ToldPath = []): Told {
  switch (told.kind) {
    case "map": {
      const filled = [...told.entries].map(
        ([key, value]) => [key, fillReferences(value, environment, [...path, key])] as const,
      );
      return { ...told, entries: new Map(filled) };
    }
    case "list":
      return {
        ...told,
        items: told.items.map((item, index) => fillReferences(item, environment, [...path, String(index)])),
      };
    case "scalar":
      return fillScalar(told, environment, path);
  }
}

function fillScalar(told: ToldScalar, environment: Environment, path: ToldPath): ToldScalar {
  const { value, origin, isPlain } = told;
  if (typeof value !== "string" || !value.includes(BEGINNING)) return told;
  const filled = value.replaceAll(REFERENCE, (reference: string) => {
    if (reference.startsWith("$$")) return reference.slice(1);
    if (!reference.endsWith("}"))
      throw configFault(origin, path, {
        problem: `the reference ${reference.slice(0, LONGEST_SHOWN)} has no end`,
      });
    return lookUp(reference.slice(BEGINNING.length, -1), environment, { origin, path });
  });
  const isWhole = WHOLE.test(value);
  return { ...told, value: isWhole && isPlain ? toScalar(filled) : filled };
}

type Place = { readonly origin: Origin; readonly path: ToldPath };

function lookUp(inside: string, environment: Environment, { origin, path }: Place): string {
  const colon = inside.indexOf(":");
  const name = colon < 0 ? inside : inside.slice(0, colon);
  const fault = (problem: string, hint?: string) =>
    configFault(origin, path, { problem, ...(hint === undefined ? {} : { hint }) });
  if (!NAME.test(name)) {
    throw fault(
      `"${name}" is no name of the environment; a reference is \${env:NAME} or \${env:NAME:DEFAULT}`,
    );
  }
  if (namesKey(name))
    throw fault(`\${env:${name}} names a key, which nothing that is kept may hold`, KEY_HINT);
  const value = environment(name);
  // What is set to nothing says as little as what is not set.
  const found = value === undefined || value === "" ? null : value;
  if (found === null) {
    if (colon >= 0) return inside.slice(colon + 1);
    const state = value === "" ? "is empty" : "is not set";
    throw fault(
      `${name} ${state} in the environment`,
      `Set it, or say what holds without it: \${env:${name}:DEFAULT}.`,
    );
  }
  const secret = ADDRESS_WITH_KEY.test(found) ? "an address with a password" : findSecret(found);
  if (secret !== null)
    throw fault(`${name} seems to hold ${secret}, which nothing that is kept may hold`, KEY_HINT);
  return found;
}

const KEY_HINT =
  "Leave it out: name the connection or the model, and keep the key where its connection looks for it.";

/** A number, true, false or null where it is written as one, else the text itself. */
function toScalar(text: string): ToldScalar["value"] {
  if (!/^[-+.\w]{1,40}$/.test(text)) return text;
  const value: unknown = parse(text, { schema: "core" });
  const isOther =
    value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
  return isOther ? value : text;
}
