import { AppError } from "#core/base/app-error.ts";
import { isResourceKey, type ResourceKey } from "#core/domain/resource.ts";

export type ResolveTarget = {
  readonly resource: ResourceKey;
  /** Whatever names a commit. */
  readonly at: string;
  /** An agent with everything that it uses. */
  readonly isWhole: boolean;
  /** The text itself instead of the document. */
  readonly isText: boolean;
};

const BEFORE = "/resolve/";
const NAMES = ["at", "whole", "format"] as const;

/**
 * What `/resolve/KIND/NAME?at=COMMIT&whole=true&format=text` asks for; KIND/NAME@COMMIT says the same. Throws input-invalid:
 * what is not understood is never left out of account.
 */
export function readTarget(url: string): ResolveTarget {
  const [path = "", ...rest] = url.split("?");
  const query = new URLSearchParams(rest.join("?"));
  for (const name of query.keys()) if (!NAMES.some((known) => known === name)) throw unknown(name);
  const written = decode(path.slice(BEFORE.length));
  const cut = written.indexOf("@");
  const resource = cut === -1 ? written : written.slice(0, cut);
  if (!isResourceKey(resource)) throw invalid(`"${resource}" does not name a resource.`);
  const [at = "head", ...others] = [...query.getAll("at"), ...(cut === -1 ? [] : [written.slice(cut + 1)])];
  if (at === "" || others.some((other) => other !== at)) throw invalid("One commit has to be named.");
  return {
    resource,
    at,
    isWhole: choose(query, "whole", ["false", "true"]) === "true",
    isText: choose(query, "format", ["json", "text"]) === "text",
  };
}

/** The first is meant where nothing is said. */
function choose(query: URLSearchParams, name: string, choices: readonly [string, string]): string {
  const [chosen = choices[0], ...others] = query.getAll(name);
  if (others.length > 0 || !choices.includes(chosen))
    throw invalid(`${name} is one of: ${choices.join(", ")}.`);
  return chosen;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid("The address is not well formed.");
  }
}

function unknown(name: string): AppError {
  return new AppError("input-invalid", `Nothing is known of "${name}" here.`, {
    hint: `There are: ${NAMES.join(", ")}.`,
  });
}

function invalid(message: string): AppError {
  return new AppError("input-invalid", message, {
    hint: "Ask for /resolve/KIND/NAME?at=COMMIT, for example /resolve/prompt/order-clerk?at=prod.",
  });
}
