import { AppError } from "#core/base/app-error.ts";
import { nearestWord } from "#core/base/nearest-word.ts";
import type { Connection } from "#core/domain/connection.ts";
import { isModelProvider, isStandIn, MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { fillPatience, type FullPatience } from "#core/models/patience.ts";
import { findAddress, type Address } from "#core/app/providers/addresses.ts";
import { mergeRules } from "./merge-rules.ts";
import { tidyAddress } from "#core/config/tidy-address.ts";

/** Connections by their names, as workspace.yaml has them. */
export type Connections = Readonly<Record<string, Connection>>;

/** An endpoint with all that is said of it: by its preset, by the workspace, and by whoever chose the model. */
export type Endpoint = {
  /** The first half of NAME/MODEL. */
  readonly name: string;
  readonly label: string;
  /** The provider whose customs it keeps; null for any OpenAI-compatible endpoint. */
  readonly preset: string | null;
  /** Without a slash at its end; up to and without /chat/completions. */
  readonly baseUrl: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names of keys, in order. */
  readonly keys: readonly string[];
  /** Who named them: what is only a preset's stays here where it is not trusted. */
  readonly keysFrom: "choice" | "connection" | "preset";
  readonly keyHeader: string;
  readonly headers: NonNullable<Connection["headers"]>;
  /** The preset's customs, and over them what the connection says. */
  readonly request: RequestRules;
  /** The two of them apart: what a person declared stands against what refusals teach, customs do not. */
  readonly declared: RequestRules;
  readonly customs: RequestRules;
  /** A tool that takes nothing is declared with an empty object all the same. */
  readonly wantsParameters: boolean;
  /** It passes calls on to others, who bill them wherever it runs itself. */
  readonly isGateway: boolean;
  readonly patience: FullPatience;
  readonly callsAtOnce: number;
  /** `none`: directly, whatever the environment names; null: as the environment says. */
  readonly proxy: string | null;
  readonly fallback: readonly string[];
  /** What was put right in what people wrote. */
  readonly said: readonly string[];
};

/** Calls to one endpoint at the same time, from everything in this process, where nobody says. */
export const CALLS_AT_ONCE = 8;

/** The header that carries a key as a bearer token. */
export const BEARER = "authorization";

/** The same where an address may still be wanting. */
export type EndpointSaid = Omit<Endpoint, "baseUrl"> & {
  readonly baseUrl: string | null;
  /** How its address is written, where its preset has none of its own. */
  readonly form: string | null;
};

/**
 * What the first half of NAME/MODEL stands for. Throws model-unknown where nothing has that name, and config-invalid where
 * it has no address.
 */
export function findEndpoint(choice: ModelChoice, connections: Connections): Endpoint {
  const { baseUrl, form, ...said } = readEndpoint(choice, connections);
  if (baseUrl !== null) return { ...said, baseUrl };
  throw new AppError("config-invalid", `${said.name} needs an address: it has none of its own.`, {
    hint: form === null ? "Give it one." : `Give it one. It is written ${form}.`,
    way: "other-endpoint",
  });
}

/** The same as far as it goes. Throws model-unknown where nothing has that name. */
export function readEndpoint(choice: ModelChoice, connections: Connections): EndpointSaid {
  const { provider } = choice;
  const said = connectionNamed(provider, connections);
  const presetName = said?.preset ?? (isModelProvider(provider) ? provider : null);
  if ((said === null && presetName === null) || isStandIn(provider)) throw unknown(provider, connections);
  const preset = presetName === null ? null : findAddress(presetName);
  return combine(
    choice,
    said ?? {},
    preset === null || presetName === null ? null : { ...preset, name: presetName },
  );
}

/** How many calls at a time its origin may take: the fewest that any connection to it says. */
export function callsAtOnceOf({ baseUrl, callsAtOnce }: Endpoint, connections: Connections): number {
  const others = Object.keys(connections).map((name) =>
    readEndpoint({ provider: name, name: "" }, connections),
  );
  const beside = others.filter(
    (other) => other.baseUrl !== null && originAt(other.baseUrl) === originAt(baseUrl),
  );
  const said = beside.flatMap(({ name }) => connectionNamed(name, connections)?.callsAtOnce ?? []);
  return Math.min(callsAtOnce, ...said);
}

/** The connection of that name; null where the workspace has none. */
export function connectionNamed(name: string, connections: Connections): Connection | null {
  return Object.hasOwn(connections, name) ? (connections[name] ?? null) : null;
}

type Preset = Address & { readonly name: string };

function combine(
  { provider, baseUrl, keys }: ModelChoice,
  said: Connection,
  preset: Preset | null,
): EndpointSaid {
  const own = said.baseUrl ?? preset?.baseUrl ?? null;
  const chosen = baseUrl ?? own;
  const address = chosen === null ? null : tidyAddress(chosen);
  // Whoever names another address gets nothing that is this one's: an imported agent can name any [T8].
  const isOwn = baseUrl === undefined || (own !== null && originAt(own) === originAt(baseUrl));
  const { request, keyHeader, query } = preset ?? {};
  const declared = isOwn ? (said.request ?? {}) : {};
  return {
    name: provider,
    label: preset?.name === provider ? preset.label : provider,
    preset: preset?.name ?? null,
    baseUrl: address?.baseUrl ?? null,
    form: preset?.form ?? null,
    query: { ...query, ...(isOwn ? said.query : {}), ...address?.query },
    ...keysOf({ chosen: keys, said: isOwn ? said : {}, preset }),
    keyHeader: (said.keyHeader ?? keyHeader ?? BEARER).toLowerCase(),
    headers: isOwn ? (said.headers ?? {}) : {},
    request: mergeRules(request, declared),
    declared,
    customs: request ?? {},
    wantsParameters: preset?.wantsParameters ?? false,
    isGateway: preset?.isGateway ?? false,
    patience: fillPatience(said.patience),
    callsAtOnce: said.callsAtOnce ?? CALLS_AT_ONCE,
    proxy: isOwn ? (said.proxy ?? null) : null,
    fallback: said.fallback ?? [],
    said: address?.said ?? [],
  };
}

type Keyed = {
  readonly chosen: readonly string[] | undefined;
  readonly said: Connection;
  readonly preset: Preset | null;
};

/** A preset without an address of its own has its key at whichever address it is given: somebody had to say that one. */
function keysOf({ chosen, said, preset }: Keyed): Pick<Endpoint, "keys" | "keysFrom"> {
  if (chosen !== undefined) return { keys: chosen, keysFrom: "choice" };
  if (said.keys !== undefined) return { keys: said.keys, keysFrom: "connection" };
  const variable = preset?.keyVariable ?? null;
  const isAnywhere = preset?.baseUrl === null && said.baseUrl !== undefined;
  return { keys: variable === null ? [] : [variable], keysFrom: isAnywhere ? "connection" : "preset" };
}

/** Scheme, host and port; null of what is no address. */
export function originAt(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}

function unknown(provider: string, connections: Connections): AppError {
  const names = [...new Set([...Object.keys(connections), ...Object.keys(MODEL_PROVIDERS)])];
  const meant = isStandIn(provider) ? null : nearestWord(provider, names);
  return new AppError("model-unknown", `There is no connection or model provider "${provider}".`, {
    hint: `${meant === null ? "" : `Did you mean ${meant}? `}Write NAME/MODEL with one of: ${names.join(", ")}. Any other OpenAI-compatible endpoint can be made a connection.`,
    way: "other-endpoint",
  });
}
