import type { ErrorReport } from "#core/base/app-error.ts";
import type { PassingEvent } from "#core/domain/events/event.ts";
import type { SpanRecord } from "#core/domain/run.ts";
import type { Confinement } from "#core/sandbox/confinement.ts";
import type { BorrowerMessage, LenderMessage } from "#core/sandbox/lent-processes.ts";

/** What the runtime's thread is to run. */
export type RuntimeStart = {
  readonly folder: string;
  readonly host: string;
  /** Keys by their variables, as the host has them now. */
  readonly keys: ReadonlyMap<string, string>;
  /** What stands around processes that the other thread lends; null: this one starts Node's own. */
  readonly lent: Confinement | null;
  /** What nobody caught is told and survived, as the host does with its own; else the thread ends by it. */
  readonly survivesFaults: boolean;
};

/** That a person sees something of a dataset's validation items. */
export type Seen = { readonly dataset: string; readonly what: string };

/** A trace that goes on, by its looks: its other spans are asked for where they are. */
export type OpenLook = {
  readonly trace: string;
  readonly root: SpanRecord;
  readonly revision: number;
  readonly spans: number;
  readonly errors: number;
};

/** What the runtime knows and no table tells. */
export type Live = {
  readonly running: ReadonlyArray<{ readonly id: string; readonly branch: string }>;
  readonly goingOn: ReadonlyArray<{ readonly session: string; readonly at: number }>;
  readonly open: readonly OpenLook[];
};

/** From the thread that serves to the runtime's. `rpc` is the contract, as its own library writes it. */
export type ToRuntime =
  | { readonly type: "rpc"; readonly data: unknown }
  | { readonly type: "open"; readonly start: RuntimeStart }
  | { readonly type: "key"; readonly variable: string; readonly key: string | null }
  | { readonly type: "process"; readonly message: LenderMessage }
  /** workspace.yaml was read anew. */
  | { readonly type: "settings" }
  | { readonly type: "seen"; readonly number: number; readonly seen: readonly Seen[] }
  | { readonly type: "confinement" }
  | { readonly type: "close" };

/** From the runtime's thread. What it tells of before it answers a call has happened for whoever reads the answer. */
export type FromRuntime =
  | { readonly type: "rpc"; readonly data: unknown }
  | { readonly type: "opened" }
  | { readonly type: "refused"; readonly report: ErrorReport }
  | { readonly type: "process"; readonly message: BorrowerMessage }
  /** Something durable may have happened. */
  | { readonly type: "wake" }
  | {
      readonly type: "passing";
      readonly events: ReadonlyArray<{ readonly session: string | null; readonly event: PassingEvent }>;
    }
  | { readonly type: "live"; readonly live: Live }
  | { readonly type: "seen"; readonly number: number; readonly refused: ErrorReport | null }
  | { readonly type: "confinement"; readonly confinement: Confinement }
  | { readonly type: "bug"; readonly error: unknown }
  | { readonly type: "fault"; readonly error: unknown }
  | { readonly type: "closed"; readonly refused: ErrorReport | null };
