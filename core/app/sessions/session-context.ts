import type { Clock } from "#core/base/clock.ts";
import { AppError } from "#core/base/app-error.ts";
import { hashJson } from "#core/base/hash.ts";
import type { Dataset } from "#core/domain/dataset.ts";
import { spendOfSession, type Session } from "#core/domain/session.ts";
import { prepareAgent } from "#core/agents/prepare-agent.ts";
import { indexHoldOutText } from "#core/evaluation/hold-out-text.ts";
import type { BuiltInLookup } from "#core/evolution/operator-prompt.ts";
import type { SessionContext, SessionLine } from "#core/evolution/session-line.ts";
import { createAccount, type Account } from "#core/models/account.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import type { PriceTable } from "#core/models/prices.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import type { Store } from "#core/store/store.ts";
import type { EventHub } from "#core/app/events.ts";
import { openModelLine, type ModelSettings } from "#core/app/models/models.ts";
import { namedFirst, openModels, refuseUnknownPrices } from "#core/app/models/open-models.ts";
import type { SecretSource } from "#core/app/models/secrets.ts";
import type { Runtime } from "#core/app/runtime.ts";
import { modelOf } from "#core/app/models/agent-model.ts";
import { checkCandidate } from "#core/proposals/check-candidate.ts";
import { keepTerms, withTerms, type TermChanges } from "./keep-terms.ts";

/** What sessions of this process are made of. */
export type SessionHostOptions = {
  readonly store: Store;
  /** For stamps. */
  readonly clock: Clock;
  /** For durations and the cap on time: one that does not go back. */
  readonly ticks: Clock;
  readonly runtime: Runtime;
  readonly hub: EventHub;
  readonly secrets: SecretSource;
  /** What this version of the program ships, where the workspace has none in use. */
  readonly builtIn: BuiltInLookup;
  /** Hears of what a session died of without being able to write it down. */
  readonly reportBug: (error: unknown) => void;
  /** Asked at each sitting: people change them while the workspace is open. */
  readonly prices: () => PriceTable;
  /** What the workspace says of models: its connections, and how the simulated one behaves on the way. */
  readonly models: () => ModelSettings;
  /** In how many threads runs are made where the session does not say; undefined for as many as there are. */
  readonly workers: () => number | undefined;
  /** Whether this workspace lets models be called whose price nobody knows; asked at each sitting. */
  readonly mayCostUnknown: () => boolean;
};

type AloneContext = Omit<ContextRequest, "ledger" | "account"> & { readonly terms: TermChanges };

export type Alone = {
  readonly context: SessionContext;
  /** The same with the model opened anew. */
  readonly reopen: () => SessionContext;
  /** Keeps what was counted last: no step of the journal does. */
  readonly keepSpent: () => void;
};

/** What an assessment outside the loop works with: the session's bill, under its terms as they are from now on. */
export function openAlone(options: SessionHostOptions, { session, terms, ...rest }: AloneContext): Alone {
  // Refused under the new terms, it keeps the old ones.
  const changed = withTerms(session, terms);
  const { store } = options;
  const ledger = openLedger(changed, options);
  const account = createAccount(spendOfSession(changed));
  const reopen = (): SessionContext => createContext(options, { ...rest, session: changed, ledger, account });
  const context = reopen();
  keepTerms(store, session, terms);
  keepPrices(store, changed, options.prices());
  return {
    context,
    reopen,
    keepSpent: () =>
      store.durable(() => store.sessions.saveSpent(session.id, account.state(), ledger.elapsedMs())),
  };
}

/** The price tables that a session was priced by stay with it, so that its figures keep meaning what they meant. */
export function keepPrices(store: Store, { id }: Session, prices: PriceTable): void {
  const path = `prices/${hashJson(prices).slice(0, 12)}`;
  if (store.sessions.noted(id, path) === undefined)
    store.durable(() => store.sessions.note(id, path, prices));
}

export function openLedger(session: Session, options: SessionHostOptions): Ledger {
  const { elapsedMs, config } = session;
  // Caps hold on all that is called.
  const { paid: spent } = spendOfSession(session);
  const mayCostUnknown = mayCost(session, options);
  return createLedger({ caps: config.caps, spent, elapsedMs, clock: options.ticks, mayCostUnknown });
}

function mayCost({ config }: Session, { mayCostUnknown }: SessionHostOptions): boolean {
  return config.unknownPrice === "allow" || mayCostUnknown();
}

type ContextRequest = {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly account: Account;
  readonly signal: AbortSignal;
  readonly listenForEnough: SessionLine["listenForEnough"];
  /** In how many threads runs are made this time [R30]; undefined for as many as the session says. */
  readonly workers?: number | undefined;
};

export function createContext(
  options: SessionHostOptions,
  { session, ledger, account, signal, listenForEnough, workers: asked }: ContextRequest,
): SessionContext {
  const { store, clock, ticks, runtime, hub, secrets } = options;
  const { branch, config } = session;
  const dataset = getDataset(store, config.dataset);
  const model = config.model ?? modelOf(viewAtCommit(store, store.refs.headOf(branch)), config.agent);
  const settings = options.models();
  const opened = openModels(model, secrets, { ...settings, school: options });
  const { provider } = opened;
  const prices = options.prices();
  refuseUnknownPrices(opened, { prices, caps: config.caps, mayCostUnknown: mayCost(session, options) });
  const keepSpent = (): void => store.sessions.saveSpent(session.id, account.state(), ledger.elapsedMs());
  const modelLine = openModelLine(store, provider, {
    ledger,
    account,
    prices,
    ...namedFirst(opened),
    keepSpent,
    standIn: settings.simulated ?? {},
  });
  const workers = asked ?? config.workers ?? options.workers();
  const holdOut = indexHoldOutText(store, dataset.name);
  const line: SessionLine = {
    store,
    clock,
    ticks,
    tracing: runtime.tracing,
    evaluation: {
      store,
      agents: runtime.rolloutLine(
        { ...modelLine, tape: modelLine.runTape },
        { replica: modelLine.replica, workers },
      ),
      inFlight: runtime.inFlight,
      score: runtime.score,
      take: ({ run }) => account.take(run),
    },
    operatorModel: { line: modelLine, name: model.name },
    prepare: (view) =>
      prepareAgent(view, config.agent, { provider, model, implementations: runtime.implementations }),
    builtIn: options.builtIn,
    countTokens,
    checkCandidate: async (before, after) =>
      checkCandidate(before, after, {
        build: async (resource) => runtime.build(resource, signal),
        holdOut,
        countTokens,
      }),
    listenForEnough,
    emit: (event) => hub.emit(session.id, event),
  };
  return { line, session, dataset, signal };
}

function getDataset(store: Store, name: string): Dataset {
  const dataset = store.datasets.find(name);
  if (dataset !== null) return dataset;
  throw new AppError("dataset-missing", `There is no dataset "${name}".`, {
    hint: "Import one, or name another.",
    way: "import-dataset",
  });
}
