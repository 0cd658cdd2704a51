import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Way } from "#core/base/ways.ts";
import type { StandInConfig } from "#core/config/workspace-config.ts";
import type { RolloutRequest, RolloutResult, SystemContent } from "#core/domain/rollout.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { Spend } from "#core/domain/spend.ts";
import type { TapedExchange } from "#core/domain/tape.ts";
import type { ModelAnswer, ModelFacts, Wait } from "#core/models/model-line.ts";
import type { Price } from "#core/models/prices.ts";
import type { ChatRequest } from "#core/models/provider.ts";
import type { LenderMessage, BorrowerMessage } from "#core/sandbox/lent-processes.ts";

/**
 * What the thread that has the store and one that makes rollouts say to each other. Both are this program: nothing of it
 * is read again. A system goes over once and is named by its closure afterwards.
 */
export type ToWorker =
  | { readonly type: "system"; readonly system: SystemContent }
  | { readonly type: "forget"; readonly closure: string }
  | {
      readonly type: "perform";
      readonly rollout: number;
      readonly request: SentRequest;
      readonly model: SentModel;
    }
  | { readonly type: "cancel"; readonly rollout: number }
  | ({ readonly type: "call"; readonly rollout: number; readonly call: number } & CallNews)
  | { readonly type: "process"; readonly message: LenderMessage }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "done"; readonly rollout: number; readonly result: RolloutResult; readonly paid: Spend }
  | { readonly type: "failed"; readonly rollout: number; readonly error: SentError; readonly paid: Spend }
  | { readonly type: "ask"; readonly rollout: number; readonly call: number; readonly asked: SentCall }
  | { readonly type: "leave"; readonly rollout: number; readonly call: number }
  | { readonly type: "live"; readonly rollout: number; readonly spans: readonly SpanRecord[] }
  | { readonly type: "process"; readonly message: BorrowerMessage };

export type SentRequest = Omit<RolloutRequest, "agent"> & { readonly closure: string };

export type SentCall = {
  readonly path: string;
  readonly request: ChatRequest;
  readonly isSealed?: boolean | undefined;
};

/** What became of a call that was asked for; the last two end it. */
export type CallNews =
  | { readonly news: "begun" }
  | { readonly news: "attempt-failed"; readonly cost: Spend }
  | { readonly news: "retried"; readonly attempt: number; readonly wait?: Wait }
  | { readonly news: "exchanged"; readonly exchange: TapedExchange }
  | { readonly news: "answered"; readonly answer: ModelAnswer }
  | { readonly news: "refused"; readonly error: SentError };

/** How to open a model that answers wherever it is opened: it needs no key, and nothing caps what it is asked. */
export type Replica = { readonly standIn: StandInConfig; readonly price: Price | null };

/** `asked`: the thread that has the line to it is asked. */
export type SentModel =
  | { readonly answers: "here"; readonly replica: Replica }
  | { readonly answers: "asked"; readonly facts: ModelFacts };

/** An error as it crosses: its class and its cause stay behind. `code` is null for a bug of ours. */
export type SentError = {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly hint: string;
  readonly way: Way | undefined;
  readonly retryable: boolean;
  readonly stack: string | undefined;
};

/** What a worker is started with. */
export type WorkerStart = {
  /** `lent`: the sandbox's processes are started by the other thread. */
  readonly processes: "own" | "lent";
};
