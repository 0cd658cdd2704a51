import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { ResourceKey } from "./resource.ts";
import type { Spend } from "./spend.ts";

/** One execution of an agent on one task, with the one trace it owns. */
export type Run = {
  readonly id: string;
  readonly trace: string;
  readonly agent: ResourceKey;
  /** Hash of the closure: every version in force, the model and the runtime. */
  readonly closure: string;
  readonly input: string | Readonly<Record<string, string>>;
  /** Null when the run failed before it had one. */
  readonly output: Json;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
  readonly seed: number;
  readonly steps: number;
  readonly spend: Spend;
  readonly startedAt: number;
  readonly durationMs: number;
  /** SHA-256 of the canonical state in which it left each environment; absent where there was none to see. */
  readonly finalStates?: Readonly<Record<ResourceKey, string>>;
};

/** An OpenTelemetry span as it is kept: ids in hex, times in microseconds since the Unix epoch. */
export type SpanRecord = {
  readonly trace: string;
  readonly span: string;
  readonly parent: string | null;
  readonly name: string;
  readonly kind: "internal" | "client" | "server" | "producer" | "consumer";
  readonly startUs: number;
  /** Null while it is open. */
  readonly endUs: number | null;
  readonly error: string | null;
  readonly attributes: Readonly<Record<string, Json>>;
};
