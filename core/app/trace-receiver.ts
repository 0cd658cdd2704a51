import type { ImportedTraces } from "#core/contract/received-traces.ts";

/** What came in since it was switched on. */
export type ReceivedSoFar = {
  /** Requests that were answered with success, and those that were refused. */
  readonly taken: number;
  readonly refused: number;
  /** Requests with logs or metrics: they are accepted, and what is in them is dropped. */
  readonly passedOver: number;
  readonly spans: number;
  /** Spans in requests that were taken which could not be kept. */
  readonly refusedSpans: number;
  readonly understood: ImportedTraces["understood"];
  /** The newest traces that got any, the last one first. */
  readonly traces: ReadonlyArray<{ readonly trace: string; readonly name: string }>;
  /** Why the last refused request was; null where none was. */
  readonly lastRefusal: string | null;
};

export const NOTHING_RECEIVED: ReceivedSoFar = {
  taken: 0,
  refused: 0,
  passedOver: 0,
  spans: 0,
  refusedSpans: 0,
  understood: { spans: 0, modelCalls: 0, toolCalls: 0, withTokens: 0, withMessages: 0, unknown: [] },
  traces: [],
  lastRefusal: null,
};

/** A place of this machine to which programs may send spans by OTLP, where the host that holds the workspace has one. */
export interface TraceReceiver {
  /** Where it listens; null while it is off, as it is until somebody switches it on. */
  readonly port: () => number | null;
  readonly soFar: () => ReceivedSoFar;
  /** Throws port-taken. On another port it moves there. */
  readonly start: (port: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}
