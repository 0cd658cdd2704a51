import { AppError } from "#core/base/app-error.ts";
import { originAt, type Endpoint } from "#core/app/connections/endpoint.ts";
import { dressOf, dressRequests, refuseMissingHeaders } from "#core/app/connections/dress-request.ts";
import { placeOf, refuseUntrusted } from "#core/app/connections/refuse-untrusted.ts";
import { monotonicClock, sleep } from "#core/app/system.ts";
import { parseEndpoint, readKey, type KeySource } from "#core/models/openai/endpoint.ts";
import { embedTexts, type Embedded, type EmbeddingsAsked } from "#core/models/openai/embed.ts";
import { listModels } from "#core/models/openai/list-models.ts";
import { createOpenAiProvider } from "#core/models/openai/openai.ts";
import { toMs } from "#core/models/patience.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { hideKeysOf } from "./hide-keys-of.ts";
import { reachBy } from "./reach-by.ts";
import { customsAt, type School } from "./request-customs.ts";
import { rotateKeys } from "./rotate-keys.ts";
import type { SecretSource } from "./secrets.ts";

const NOBODY = (): boolean => false;

/** A list of models comes at once or not at all. */
const MOST_LIST_MS = 30_000;

/**
 * What asks an endpoint that speaks the OpenAI chat protocol. Throws connection-untrusted for keys that may not go there,
 * and config-invalid for an address that cannot be one.
 */
export function openEndpoint(
  found: Endpoint,
  secrets: SecretSource,
  { model, school }: { readonly model: string; readonly school: School },
): ModelProvider {
  const { endpoint, fetch, sourceOf } = reach(found, secrets);
  const { name: id, baseUrl, keys } = endpoint;
  const patience = toMs(endpoint.patience);
  const address = parseEndpoint(baseUrl).baseUrl;
  const requests = customsAt({ ...endpoint, address, model }, school);
  const openWith = (key: string | null): ModelProvider =>
    createOpenAiProvider({ id, baseUrl, ...sourceOf(key), fetch, sleep, patience, requests });
  const [first, ...others] = keys.map((name) => ({
    name,
    key: () => secrets.find(name),
    provider: openWith(name),
  }));
  const opened =
    first === undefined || others.length === 0
      ? openWith(keys[0] ?? null)
      : rotateKeys({
          place: placeOf(endpoint) ?? baseUrl,
          keyed: [first, ...others],
          clock: monotonicClock,
        });
  const dress = dressOf(endpoint);
  const { isGateway } = endpoint;
  const provider = { ...opened, isGateway, ...(dress === undefined ? {} : { dress }) };
  return secrets.hide === undefined ? provider : hideKeysOf(provider, secrets.hide);
}

/** The names of the models that it says it has. Throws what `openEndpoint` and `listModels` throw. */
export async function modelsAt(
  found: Endpoint,
  secrets: SecretSource,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { endpoint, fetch, sourceOf } = reach(found, secrets);
  const address = parseEndpoint(endpoint.baseUrl);
  const patienceMs = Math.min(MOST_LIST_MS, toMs(endpoint.patience).silenceMs);
  const there = endpoint.keys.filter((name) => secrets.find(name) !== null);
  const ask = async (name: string | null): Promise<readonly string[]> => {
    const key = readKey(sourceOf(name), address);
    return await listModels({ endpoint: address, key, fetch, patienceMs, signal });
  };
  const names = await firstAccepted(there.length === 0 ? [endpoint.keys[0] ?? null] : there, ask);
  return names.map(secrets.hide ?? ((name) => name));
}

type Embedding = Pick<EmbeddingsAsked, "model" | "texts" | "signal" | "onSent" | "onRefused">;

/** Where texts stand by their meaning. Throws what `openEndpoint` and `embedTexts` throw. */
export async function embedAt(found: Endpoint, secrets: SecretSource, asked: Embedding): Promise<Embedded> {
  const { endpoint, fetch, sourceOf } = reach(found, secrets);
  const address = parseEndpoint(endpoint.baseUrl);
  const patienceMs = toMs(endpoint.patience).answerMs;
  const there = endpoint.keys.filter((name) => secrets.find(name) !== null);
  return await firstAccepted(there.length === 0 ? [endpoint.keys[0] ?? null] : there, async (name) =>
    embedTexts({ ...asked, endpoint: address, key: readKey(sourceOf(name), address), fetch, patienceMs }),
  );
}

/** What the first of the keys brings that is not refused; the last one's refusal where all are. */
async function firstAccepted<T>(
  keys: readonly (string | null)[],
  ask: (key: string | null) => Promise<T>,
): Promise<T> {
  const [first = null, ...others] = keys;
  try {
    return await ask(first);
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === "model-key-missing";
    if (!isRefused || others.length === 0) throw error;
    return await firstAccepted(others, ask);
  }
}

function reach(found: Endpoint, { find, mayReach = NOBODY }: SecretSource) {
  const endpoint = refuseUntrusted(found, mayReach);
  const { baseUrl, proxy } = endpoint;
  const origin = originAt(baseUrl) ?? baseUrl;
  const { silenceMs } = toMs(endpoint.patience);
  return {
    endpoint,
    fetch: dressRequests(endpoint, find, reachBy({ origin, proxy, silenceMs })),
    sourceOf: (name: string | null): KeySource => ({
      apiKey: () => {
        refuseMissingHeaders(endpoint, find);
        return name === null ? null : find(name);
      },
      keyVariable: name,
    }),
  };
}
