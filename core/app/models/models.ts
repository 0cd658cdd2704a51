import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { StandInConfig, WorkspaceConfig } from "#core/config/workspace-config.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { RouteOrder } from "#core/domain/route.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { createAccount, type Account } from "#core/models/account.ts";
import { createLimiter, inTurnOf, withPlace, type Limiter } from "#core/models/concurrency.ts";
import type { ModelEnd, ModelLine } from "#core/models/model-line.ts";
import type { Ledger } from "#core/models/ledger.ts";
import type { Caps } from "#core/domain/spend.ts";
import { CALLS_AT_ONCE, callsAtOnceOf, findEndpoint, type Endpoint } from "#core/app/connections/endpoint.ts";
import { STAND_INS } from "#core/app/providers/stand-ins.ts";
import { toMs, type PatienceMs } from "#core/models/patience.ts";
import { costUsd, priceOf, type PriceTable } from "#core/models/prices.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { createFirstContact } from "#core/models/first-contact.ts";
import { withRetry } from "#core/models/retry.ts";
import type { Store } from "#core/store/store.ts";
import type { Replica } from "#core/app/rollouts/messages.ts";
import { replicaOf } from "#core/app/rollouts/open-replica.ts";
import { openEndpoint } from "./open-endpoint.ts";
import { sleep } from "#core/app/system.ts";
import type { School } from "./request-customs.ts";
import type { SecretSource } from "./secrets.ts";
import { openTapes, type TapeOptions, type Tapes } from "./tapes.ts";

const limiters = new Map<string, Limiter>();

/** One for each origin: whoever asks there last says how many there are to be at a time. */
function limiterFor(origin: string, most: number): Limiter {
  const limiter = limiters.get(origin) ?? createLimiter(most);
  limiters.set(origin, limiter);
  limiter.allow(most);
  return limiter;
}

/** What of a workspace's settings a model hangs on. */
export type ModelSettings = Partial<Pick<WorkspaceConfig, "simulated" | "connections" | "routes">>;

/** Where what refusals teach is kept; where it is left out, nothing is learned and nothing that was learned is known. */
type Taught = { readonly school?: School };

/**
 * The provider a model choice names. Throws model-unknown for one that does not exist, connection-untrusted for keys that
 * may not go there, and config-invalid for an address that cannot be one.
 */
export function openProvider(
  model: ModelChoice,
  secrets: SecretSource,
  { simulated: standIn = {}, connections = {}, school = null }: ModelSettings & Taught,
): ModelProvider {
  // What answers in this process is given no key that it could give away.
  if (isStandIn(model.provider)) return STAND_INS[model.provider]({ sleep, standIn });
  return openEndpoint(findEndpoint(model, connections), secrets, { model: model.name, school });
}

/** How an endpoint is gone about: how often and how long it is tried, and by how many calls at a time. */
export type Pace = Pick<PatienceMs, "attempts" | "waitMs"> & Pick<Endpoint, "callsAtOnce">;

const USUAL_PACE: Pace = { ...toMs(), callsAtOnce: CALLS_AT_ONCE };

/**
 * Of several connections to one origin each says how many calls that may take at a time: the fewest hold. Throws what
 * `openProvider` throws about names and addresses.
 */
export function paceOf(model: ModelChoice, { connections = {} }: ModelSettings): Pace {
  if (isStandIn(model.provider)) return USUAL_PACE;
  const found = findEndpoint(model, connections);
  const { attempts, waitMs } = toMs(found.patience);
  return { attempts, waitMs, callsAtOnce: callsAtOnceOf(found, connections) };
}

type Pricing = {
  readonly modelName: string;
  readonly prices: PriceTable;
  readonly caps: Caps;
  /** A person said that calls may be made whose price is unknown. */
  readonly mayCostUnknown: boolean;
};

/**
 * Throws price-unknown before anything is made or called: for a model whose price nobody has said, until a person says
 * that it may be called all the same, and even then under a cap on money, which could not be kept [B6].
 */
export function refuseUnknownPrice(
  provider: ModelProvider,
  { modelName, prices, caps, mayCostUnknown }: Pricing,
): void {
  if (priceOf(prices, provider, modelName) !== null) return;
  if (mayCostUnknown && caps.maxUsd === undefined) return;
  const name = `${provider.id}/${modelName}`;
  const setPrice = `Set its price in workspace.yaml, in US dollars per million tokens: prices: { ${name}: { input: 0.5, output: 1.5 } }`;
  throw caps.maxUsd !== undefined
    ? new AppError("price-unknown", `Money is capped, but nobody has said what ${name} costs.`, {
        hint: `${setPrice}; or cap tokens or calls instead of money, and say that it may cost what it does.`,
        way: "allow-unknown-price",
      })
    : new AppError("price-unknown", `Nobody has said what ${name} costs, so it is not called.`, {
        hint: `${setPrice}; or say that it may cost what it does, in workspace.yaml for good: unknownPrice: allow.`,
        way: "allow-unknown-price",
      });
}

export type ModelLineOptions = {
  readonly ledger: Ledger;
  readonly modelName: string;
  readonly prices: PriceTable;
  /** As usual where it is left out. */
  readonly pace?: Pace;
  /** The models that may answer, where that is more than this one. */
  readonly route?: { readonly order: RouteOrder; readonly models: readonly RouteModel[] };
  /** What is counted of the calls; where it is left out nobody asks. */
  readonly account?: Account;
  /** Keeps the account; called inside the transaction that puts what it is of on record. */
  readonly keepSpent?: TapeOptions["keepSpent"];
  /** How the simulated model behaves on the way. */
  readonly standIn?: StandInConfig;
};

type RouteModel = { readonly provider: ModelProvider; readonly model: string; readonly pace: Pace };

/** A line to a model, and the tape for the runs that are made over it. */
export type OpenModelLine = ModelLine &
  Pick<Tapes, "runTape"> & {
    /** How the model is opened in another thread; null where it is asked in this one. */
    readonly replica: Replica | null;
  };

/** A line to a model: the provider with its limit of calls, retries, prices, the ledger and the store's tapes. */
export function openModelLine(
  store: Store,
  provider: ModelProvider,
  options: ModelLineOptions,
): OpenModelLine {
  const { ledger, modelName, prices, pace = USUAL_PACE, standIn = {}, account = createAccount() } = options;
  const { keepSpent = () => undefined, route } = options;
  const endTo = (end: RouteModel): ModelEnd => openEnd(end, { ledger, prices });
  const own = endTo({ provider, model: modelName, pace });
  return {
    ...own,
    ledger,
    replica: replicaOf(provider, {
      standIn,
      price: priceOf(prices, provider, modelName),
      caps: ledger.caps,
    }),
    ...openTapes(store, { isRemote: provider.endpointOrigin !== null, account, keepSpent }),
    sleep,
    ...(route === undefined || route.models.length < 2
      ? {}
      : { route: { order: route.order, ends: route.models.map(endTo) } }),
  };
}

/** How one model is gone about: its places, its retries and its price. */
function openEnd(
  { provider, model, pace }: RouteModel,
  { ledger, prices }: Pick<ModelLineOptions, "ledger" | "prices">,
): ModelEnd {
  const price = priceOf(prices, provider, model);
  const inContact = createFirstContact();
  return {
    provider,
    model,
    withPlace: placeAt(provider, { party: ledger, callsAtOnce: pace.callsAtOnce }),
    priceUsd: (usage) => (price === null ? null : costUsd(price, usage)),
    retry: async (attempt, { path, signal, onRetry }) =>
      withRetry(
        {
          attempts: pace.attempts,
          baseDelayMs: 500,
          maxDelayMs: 20_000,
          maxRetryAfterMs: pace.waitMs,
          // Keyed by path: calls that fail together must not come back together.
          random: keyedRandom("retry", path),
          sleep,
          onRetry: ({ attempt: failed, error, delayMs }) => onRetry(failed, { why: error.message, delayMs }),
        },
        async () => inContact(attempt),
        signal,
      ),
  };
}

/**
 * What answers in this process needs no places: it never waits. Whose bill a call is on is whose turn it takes, so that
 * sessions side by side share the places.
 */
function placeAt(
  { endpointOrigin }: ModelProvider,
  { party, callsAtOnce }: { readonly party: Ledger; readonly callsAtOnce: number },
): ModelLine["withPlace"] {
  if (endpointOrigin === null) return async (work) => work();
  const limiter = inTurnOf(party, limiterFor(endpointOrigin, callsAtOnce));
  return async (work, signal) => withPlace(limiter, work, signal);
}
