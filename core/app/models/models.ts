import { AppError } from "#core/base/app-error.ts";
import { keyedRandom } from "#core/base/keyed-random.ts";
import type { StandInConfig, WorkspaceConfig } from "#core/config/workspace-config.ts";
import { MODEL_PROVIDERS } from "#core/domain/model-provider.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { createAccount, type Account } from "#core/models/account.ts";
import { createLimiter, inTurnOf, withPlace, type Limiter } from "#core/models/concurrency.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import type { Ledger } from "#core/models/ledger.ts";
import type { Caps } from "#core/domain/spend.ts";
import { findPreset } from "#core/app/providers/table.ts";
import { toMs } from "#core/models/patience.ts";
import { costUsd, createPriceTable, priceOf, type PriceTable } from "#core/models/prices.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { hideKeysOf } from "./hide-keys-of.ts";
import { withRetry } from "#core/models/retry.ts";
import type { Store } from "#core/store/store.ts";
import type { Replica } from "#core/app/rollouts/messages.ts";
import { replicaOf } from "#core/app/rollouts/open-replica.ts";
import { reachOut } from "./reach-out.ts";
import { sleep } from "#core/app/system.ts";
import type { SecretSource } from "./secrets.ts";
import { openTapes, type TapeOptions, type Tapes } from "./tapes.ts";

/** Calls to one endpoint at the same time, from everything in this process. */
const MOST_CALLS_AT_ONCE = 8;

const limiters = new Map<string, Limiter>();

function limiterFor(origin: string): Limiter {
  const limiter = limiters.get(origin) ?? createLimiter(MOST_CALLS_AT_ONCE);
  limiters.set(origin, limiter);
  return limiter;
}

/** The provider a model choice names. Throws model-unknown for a provider that does not exist. */
export function openProvider(
  model: ModelChoice,
  { find, hide }: SecretSource,
  standIn: StandInConfig,
): ModelProvider {
  const preset = findPreset(model.provider);
  if (preset === null) {
    throw new AppError("model-unknown", `There is no model provider "${model.provider}".`, {
      hint: `Write PROVIDER/NAME with one of: ${Object.keys(MODEL_PROVIDERS).join(", ")}. Any OpenAI-compatible endpoint works as openai at its own address.`,
      way: "other-endpoint",
    });
  }
  const provider = preset.open(model, {
    findKey: find,
    openFetch: reachOut,
    sleep,
    standIn,
  });
  // What answers in this process was given no key that it could give away.
  return provider.endpoint === null || hide === undefined ? provider : hideKeysOf(provider, hide);
}

/** Where a model choice is answered: scheme, host and port, or null in this process and where nobody knows. */
export function originOf({ provider, baseUrl }: ModelChoice): string | null {
  const address = baseUrl ?? findPreset(provider)?.baseUrl ?? null;
  return address !== null && URL.canParse(address) ? new URL(address).origin : null;
}

/** The prices in force in a workspace: the program's own, and those that its configuration names. */
export function pricesIn({ prices }: Pick<WorkspaceConfig, "prices">): PriceTable {
  const overrides = Object.entries(prices).map(([model, { input, output, cachedInput = input }]) => [
    model,
    { inputUsdPerMillion: input, cachedInputUsdPerMillion: cachedInput, outputUsdPerMillion: output },
  ]);
  return createPriceTable(Object.fromEntries(overrides) as PriceTable["overrides"]);
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
  /** What is counted of the calls; where it is left out nobody asks. */
  readonly account?: Account;
  /** Keeps the account; called inside the transaction that puts what it is of on record. */
  readonly keepSpent?: TapeOptions["keepSpent"];
  /** How the simulated model behaves on the way. */
  readonly standIn?: StandInConfig;
};

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
  const { ledger, modelName, prices, standIn = {}, account = createAccount() } = options;
  const { keepSpent = () => undefined } = options;
  const price = priceOf(prices, provider, modelName);
  const { attempts, waitMs } = toMs();
  return {
    provider,
    ledger,
    replica: replicaOf(provider, { standIn, price, caps: ledger.caps }),
    ...openTapes(store, { isRemote: provider.endpointOrigin !== null, account, keepSpent }),
    withPlace: placeAt(provider, ledger),
    sleep,
    priceUsd: (usage) => (price === null ? null : costUsd(price, usage)),
    retry: async (attempt, { path, signal, onRetry }) =>
      withRetry(
        {
          attempts,
          baseDelayMs: 500,
          maxDelayMs: 20_000,
          maxRetryAfterMs: waitMs,
          // Keyed by path: calls that fail together must not come back together.
          random: keyedRandom("retry", path),
          sleep,
          onRetry: (event) => onRetry(event.attempt),
        },
        attempt,
        signal,
      ),
  };
}

/**
 * What answers in this process needs no places: it never waits. Whose bill a call is on is whose turn it takes, so that
 * sessions side by side share the places.
 */
function placeAt({ endpointOrigin }: ModelProvider, party: Ledger): ModelLine["withPlace"] {
  if (endpointOrigin === null) return async (work) => work();
  const limiter = inTurnOf(party, limiterFor(endpointOrigin));
  return async (work, signal) => withPlace(limiter, work, signal);
}
