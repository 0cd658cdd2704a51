import type { ErrorCode } from "#core/base/error-codes.ts";
import type { RouteOrder } from "#core/domain/route.ts";
import type { Spend } from "#core/domain/spend.ts";
import type { TapedExchange } from "#core/domain/tape.ts";
import type { RecordedCall } from "#core/store/model-calls.ts";
import type { ModelTurn } from "./collect-turn.ts";
import type { Ledger } from "./ledger.ts";
import type { ChatRequest, ModelProvider, Usage } from "./provider.ts";
import type { Sleep } from "./retry.ts";

/** Where model calls are noted before and after they are made; the store's tape. */
export interface Tape {
  find(path: string): RecordedCall | null;
  /**
   * Durable before it returns, when the call may cost something; `cost` is in the sum that is kept from now on. The call is
   * only asked for by a tape that keeps it.
   */
  put(path: string, call: () => RecordedCall, cost: Spend): void;
  /** Takes back the note of a call that is settled without an answer, and keeps what it cost. */
  drop(path: string, cost: Spend): void;
  /** What calls of the run with that id cost which were answered elsewhere. */
  charge(run: string, cost: Spend): void;
  /** The run is over: `kept` is the one on record, null where it was called off. Part of the transaction that puts it there. */
  endRun(run: string, kept: string | null): void;
}

/** What a call that failed waits for before it is made again. */
export type Wait = { readonly why: string; readonly delayMs: number };

export type RetriedCall = {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onRetry: (attempt: number, wait?: Wait) => void;
};

export type ModelLine = {
  readonly provider: ModelProvider;
  readonly ledger: Ledger;
  readonly tape: Tape;
  /** Runs one attempt again after retryable failures; waits are keyed by the call's path, `onRetry` hears of each. */
  readonly retry: <T>(attempt: () => Promise<T>, call: RetriedCall) => Promise<T>;
  /** Does the work of one attempt once there is a place for it at the endpoint. */
  readonly withPlace: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  readonly sleep: Sleep;
  /** US dollars of a usage, or null where the price is unknown. */
  readonly priceUsd: (usage: Usage) => number | null;
  /** The models that may answer, where that is more than the line's own. */
  readonly route?: LineRoute;
};

/** One model that a line may ask: what differs from one to the next. */
export type ModelEnd = Pick<ModelLine, "provider" | "retry" | "withPlace" | "priceUsd"> & {
  /** As its endpoint knows it. */
  readonly model: string;
};

/** The first end is the line's own, which its evidence is named by. */
export type LineRoute = { readonly order: RouteOrder; readonly ends: readonly ModelEnd[] };

/** What can be told of a model without calling it. */
export type ModelFacts = Pick<ModelProvider, "id" | "endpointOrigin" | "isSimulated" | "rules">;

/** A model that is answered for elsewhere: by whoever has the line to it, in another thread. */
export type AskedModel = {
  readonly provider: ModelFacts;
  readonly answer: (asked: ChatRequest, call: ModelCall) => Promise<ModelAnswer>;
};

/** Hears of a call's attempts. What lies between them is waiting: for a place at the endpoint, or for its next chance. */
export type AttemptListener = {
  readonly onBegin: () => void;
  /** Also of one that never began; `cost` is then nothing. */
  readonly onFail: (cost: Spend) => void;
};

/** One call as it is asked for, without whoever keeps its span. */
export type ModelCall = {
  /** The call's deterministic place: the same work asks under the same path, today and after a crash. */
  readonly path: string;
  readonly signal: AbortSignal;
  readonly attempts?: AttemptListener | undefined;
  /** Asked for a test item: see CallMeter. */
  readonly isSealed?: boolean | undefined;
  /** Hears each exchange with an endpoint, letter for letter; not of test items. */
  readonly onExchange?: ((exchange: TapedExchange) => void) | undefined;
  /** Hears of each attempt that failed and is followed by another: its number, from 1. */
  readonly onRetry: (attempt: number, wait?: Wait) => void;
};

/** `spend` is the answer's own; attempts that failed before it are the listener's to count. */
export type ModelAnswer = {
  readonly turn: ModelTurn;
  readonly spend: Spend;
  /** Which of the models answered, where several may; PROVIDER/NAME. */
  readonly by?: AnsweredBy;
};

export type AnsweredBy = {
  readonly model: string;
  /** Those asked before it that gave none, with the code of why. */
  readonly passedOver: ReadonlyArray<{ readonly model: string; readonly code: ErrorCode }>;
};
