import { toErrorReport } from "#core/base/app-error.ts";
import type { ConnectionDocument, KeyState, PresetDocument } from "#core/contract/connections.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { parseEndpoint } from "#core/models/openai/endpoint.ts";
import { fillPatience } from "#core/models/patience.ts";
import type { HostContext } from "#core/app/context.ts";
import {
  connectionNamed,
  findEndpoint,
  readEndpoint,
  type EndpointSaid,
} from "#core/app/connections/endpoint.ts";
import { isTrusted, placeOf, refuseUntrusted } from "#core/app/connections/refuse-untrusted.ts";
import { toIso } from "./documents.ts";
import { ADDRESSES, listAddresses } from "#core/app/providers/addresses.ts";

type Known = Pick<HostContext, "secrets" | "config" | "store">;

/** The workspace's own in their order, then the presets that it says nothing of. */
export function listConnections(known: Known): ConnectionDocument[] {
  const own = Object.keys(known.config.connections);
  const others = listAddresses().filter(({ name }) => !own.includes(name));
  return [...own, ...others.map(({ name }) => name)].map((name) =>
    isStandIn(name) ? toStandIn(name) : toConnection(name, known),
  );
}

/** What a connection may begin from. */
export function listPresets(): PresetDocument[] {
  return listAddresses()
    .filter(({ name }) => !isStandIn(name))
    .map(({ name, label, baseUrl, form, keyVariable, keyHeader, query, request }) => ({
      name,
      label,
      baseUrl,
      addressForm: form ?? null,
      key: keyVariable,
      keyHeader: keyHeader ?? "authorization",
      query: { ...query },
      request: request ?? {},
    }));
}

function toConnection(name: string, { store, secrets, config: { connections } }: Known): ConnectionDocument {
  const said = readEndpoint({ provider: name, name: "" }, connections);
  const { label, preset, baseUrl, form, query, keyHeader, request, patience, callsAtOnce, proxy } = said;
  const stateOf = toKeyState(said, secrets);
  return {
    name,
    label,
    isStandIn: false,
    declared: connectionNamed(name, connections),
    preset,
    baseUrl,
    addressForm: form,
    query: { ...query },
    keys: said.keys.map(stateOf),
    keyHeader,
    headers: Object.entries(said.headers).map(([header, value]) =>
      typeof value === "string"
        ? { name: header, value, key: null }
        : { name: header, value: null, key: stateOf(value.key) },
    ),
    request,
    learned: baseUrl === null ? [] : listLearned(store, baseUrl),
    patience,
    callsAtOnce,
    proxy,
    fallback: [...said.fallback],
    said: [...said.said],
    problem: findProblem(name, { secrets, connections }),
  };
}

function toKeyState(said: EndpointSaid, { originOf, mayReach }: Known["secrets"]): (key: string) => KeyState {
  const { baseUrl } = said;
  const place = baseUrl === null ? null : placeOf({ ...said, baseUrl });
  return (name) => ({
    name,
    origin: originOf(name),
    isTrusted: place !== null && isTrusted(name, place, mayReach),
  });
}

function listLearned({ adaptations }: Known["store"], endpoint: string): ConnectionDocument["learned"] {
  return adaptations
    .of({ endpoint })
    .map(({ model, rule, said, at }) => ({ model, rules: rule, said, at: toIso(at) }));
}

type Parts = Pick<Known, "secrets"> & Pick<Known["config"], "connections">;

/** Why it cannot be used as it is; what its server would say is not asked. */
function findProblem(name: string, { secrets, connections }: Parts): ConnectionDocument["problem"] {
  try {
    const found = findEndpoint({ provider: name, name: "" }, connections);
    parseEndpoint(found.baseUrl);
    refuseUntrusted(found, secrets.mayReach);
    return null;
  } catch (error) {
    const { code, message, hint } = toErrorReport(error);
    return { code, message, hint };
  }
}

function toStandIn(name: keyof typeof ADDRESSES): ConnectionDocument {
  return {
    name,
    label: ADDRESSES[name].label,
    isStandIn: true,
    declared: null,
    preset: name,
    baseUrl: null,
    addressForm: null,
    query: {},
    keys: [],
    keyHeader: "authorization",
    headers: [],
    request: {},
    learned: [],
    patience: fillPatience(),
    callsAtOnce: 1,
    proxy: null,
    fallback: [],
    said: [],
    problem: null,
  };
}
