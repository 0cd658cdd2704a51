import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { connectionsContract } from "#core/contract/connections.ts";
import { isStandIn, toModelChoice } from "#core/domain/model-provider.ts";
import { toServe, toWrite, type AppContext, type HostContext } from "#core/app/context.ts";
import { findEndpoint, readEndpoint, type Connections } from "#core/app/connections/endpoint.ts";
import { keysSentTo, placeOf } from "#core/app/connections/refuse-untrusted.ts";
import { listConnections, listPresets } from "#core/app/documents/connection.ts";
import { modelsAt } from "#core/app/models/open-endpoint.ts";
import { pricesIn } from "#core/app/models/prices-in.ts";
import { connectionEdits } from "#core/app/workspace/connection-edits.ts";
import { priceOf } from "#core/models/prices.ts";
import { parseEndpoint } from "#core/models/openai/endpoint.ts";
import { auditSettings } from "./audit-settings.ts";
import { requirePerson } from "./require-person.ts";
import { NEVER } from "#core/app/never-aborted.ts";

const os = toWrite(connectionsContract);
const reads = toServe(connectionsContract);

export const connectionsHandlers = {
  list: reads.list.handler(({ context }) => {
    context.settings.refresh();
    return listNow(context);
  }),
  presets: reads.presets.handler(() => listPresets()),
  routes: reads.routes.handler(({ context: { settings } }) => {
    settings.refresh();
    return listRoutes(settings);
  }),
  saveRoute: os.saveRoute.handler(({ input: { name, route }, context }) => {
    requirePerson(context.caller, "change routes");
    const { settings, config } = context;
    if (route === null && !Object.hasOwn(config.routes, name)) throw noRoute(name);
    // The file itself refuses models that may not answer in each other's place.
    for (const model of route?.models ?? []) readEndpoint(toModelChoice(model), config.connections);
    const edits = [{ path: ["routes", name], value: route === null ? null : { ...route } }];
    settings.save(edits);
    auditSettings(context, edits);
    return listRoutes(settings);
  }),
  save: os.save.handler(({ input: { name, connection, grant }, context }) => {
    requirePerson(context.caller, "change connections");
    const { connections } = context.config;
    const before = Object.hasOwn(connections, name) ? connections[name] : undefined;
    const known = grant || before === undefined ? [] : grantsOf(name, connections);
    if (connection === null && before === undefined) throw noConnection(name);
    // The file itself refuses what no connection may be called.
    if (connection !== null && !isStandIn(name)) refuseUnusable(name, { ...connections, [name]: connection });
    const edits = connectionEdits(name, before, connection);
    context.settings.save(edits);
    auditSettings(context, edits);
    if (connection !== null) trust(context, { name, isTrusted: true, only: "said", known });
    return listNow(context);
  }),
  trust: os.trust.handler(({ input, context }) => {
    requirePerson(context.caller, "say which keys may go to an address");
    trust(context, { ...input, only: null, known: [] });
    return listNow(context);
  }),
  setKey: reads.setKey.handler(async ({ input, context }) => {
    requirePerson(context.caller, "set a key");
    await context.secrets.put(input.name, input.key);
    return listNow(context);
  }),
  models: os.models.handler(async ({ input: { connection }, context, signal = NEVER }) => {
    const { secrets, config } = context;
    if (isStandIn(connection)) return { connection, models: ["desk-1"], prices: {} };
    const found = findEndpoint({ provider: connection, name: "" }, config.connections);
    const models = [...(await modelsAt(found, secrets, signal))];
    const { origin } = new URL(found.baseUrl);
    const { isGateway } = found;
    return { connection, models, prices: pricesOf(models, { id: connection, origin, isGateway, config }) };
  }),
  forget: os.forget.handler(({ input: { name, model }, context }) => {
    requirePerson(context.caller, "forget what an endpoint taught");
    const { baseUrl } = findEndpoint({ provider: name, name: "" }, context.config.connections);
    const { store } = context;
    store.durable(() => store.adaptations.forget({ endpoint: baseUrl, model }));
    return listNow(context);
  }),
  try: os.try.handler(async ({ input: { model, prompt }, context, signal = NEVER }) => {
    requirePerson(context.caller, "make a call to try a connection");
    // What only reads is not made to load what calls models.
    const { tryModel } = await import("#core/app/models/try-model.ts");
    return await tryModel(context, toModelChoice(model), { prompt, signal });
  }),
};

function listNow({ store, secrets, settings }: Pick<HostContext, "store" | "secrets" | "settings">) {
  return listConnections({ store, secrets, config: settings.current() });
}

type Priced = {
  readonly id: string;
  readonly origin: string;
  readonly isGateway: boolean;
  readonly config: AppContext["config"];
};

/** What the program or the workspace knows of what they cost. */
function pricesOf(models: readonly string[], { id, origin, isGateway, config }: Priced) {
  const table = pricesIn(config);
  const provider = { id, endpointOrigin: origin, isGateway, isSimulated: false };
  return Object.fromEntries(
    models.flatMap((model) => {
      const price = priceOf(table, provider, model);
      if (price === null) return [];
      return [[model, { input: price.inputUsdPerMillion, output: price.outputUsdPerMillion }] as const];
    }),
  );
}

function listRoutes(settings: HostContext["settings"]) {
  return Object.entries(settings.current().routes).map(([name, route]) => ({ name, ...route }));
}

type Granted = {
  readonly name: string;
  readonly isTrusted: boolean;
  /** `said`: those that the connection itself names; null: with its preset's key, which nobody named for that address. */
  readonly only: "said" | null;
  /** What stood in the file before, and is not said anew by being saved beside something else. */
  readonly known: readonly string[];
};

/** Which keys would go where, as the file says it. */
function grantsOf(name: string, connections: Connections): readonly string[] {
  const { baseUrl, ...said } = readEndpoint({ provider: name, name: "" }, connections);
  const place = baseUrl === null ? null : placeOf({ ...said, baseUrl });
  return place === null ? [] : keysSentTo(said).map((key) => grantName(key, place));
}

function grantName(key: string, place: string): string {
  return `${key} ${place}`;
}

/** Lets the keys of a connection go to its address, or no longer. What may go anywhere is policy: it is in the audit chain. */
function trust(context: AppContext, { name, isTrusted, only, known }: Granted): void {
  const connections: Connections = context.settings.current().connections;
  const found = findEndpoint({ provider: name, name: "" }, connections);
  const place = placeOf(found);
  const isPresets = only === "said" && found.keysFrom === "preset";
  if (place === null) return;
  const keys = keysSentTo(isPresets ? { ...found, keys: [] } : found).filter(
    (key) => !known.includes(grantName(key, place)),
  );
  if (keys.length === 0) return;
  const { grant, withdraw } = context.secrets.trust;
  (isTrusted ? grant : withdraw)(keys, place);
  const value: Json = { place, keys: [...keys], isTrusted };
  auditSettings(context, [{ path: ["trust", name], value }]);
}

/** Throws config-invalid for a connection without an address, or with one that cannot be asked. */
function refuseUnusable(name: string, connections: Connections): void {
  parseEndpoint(findEndpoint({ provider: name, name: "" }, connections).baseUrl);
}

function noRoute(name: string): AppError {
  return new AppError("not-found", `workspace.yaml has no route "${name}".`, {
    hint: "List the routes, and check the name.",
  });
}

function noConnection(name: string): AppError {
  return new AppError("not-found", `workspace.yaml has no connection "${name}".`, {
    hint: "List the connections, and check the name.",
  });
}
