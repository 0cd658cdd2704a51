import type { Endpoint } from "#core/app/connections/endpoint.ts";
import { dressRequests, refuseMissingHeaders } from "#core/app/connections/dress-request.ts";
import { refuseUntrusted } from "#core/app/connections/refuse-untrusted.ts";
import { sleep } from "#core/app/system.ts";
import { parseEndpoint, readKey } from "#core/models/openai/endpoint.ts";
import { listModels } from "#core/models/openai/list-models.ts";
import { createOpenAiProvider } from "#core/models/openai/openai.ts";
import { toMs } from "#core/models/patience.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { hideKeysOf } from "./hide-keys-of.ts";
import { reachOut } from "./reach-out.ts";
import { customsAt, type School } from "./request-customs.ts";
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
  const { endpoint, keySource, fetch } = reach(found, secrets);
  const { baseUrl } = parseEndpoint(endpoint.baseUrl);
  const customs = customsAt({ endpoint: baseUrl, model, declared: endpoint.request }, school);
  const provider = createOpenAiProvider({
    id: endpoint.name,
    baseUrl: endpoint.baseUrl,
    ...keySource,
    fetch,
    sleep,
    patience: toMs(endpoint.patience),
    requests: { ...customs, wantsParameters: endpoint.wantsParameters },
  });
  return secrets.hide === undefined ? provider : hideKeysOf(provider, secrets.hide);
}

/** The names of the models that it says it has. Throws what `openEndpoint` and `listModels` throw. */
export async function modelsAt(
  found: Endpoint,
  secrets: SecretSource,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { endpoint, keySource, fetch } = reach(found, secrets);
  const address = parseEndpoint(endpoint.baseUrl);
  const patienceMs = Math.min(MOST_LIST_MS, toMs(endpoint.patience).silenceMs);
  const key = readKey(keySource, address);
  const names = await listModels({ endpoint: address, key, fetch, patienceMs, signal });
  return names.map(secrets.hide ?? ((name) => name));
}

function reach(found: Endpoint, { find, mayReach = NOBODY }: SecretSource) {
  const endpoint = refuseUntrusted(found, mayReach);
  const { keys } = endpoint;
  return {
    endpoint,
    fetch: dressRequests(endpoint, find, reachOut()),
    keySource: {
      apiKey: () => {
        refuseMissingHeaders(endpoint, find);
        return keys.map(find).find((key) => key !== null) ?? null;
      },
      keyVariable: keys[0] ?? null,
    },
  };
}
