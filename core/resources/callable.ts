import type { Json } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { ErrorCode } from "#core/base/error-codes.ts";
import type { EffectClass } from "#core/domain/content/tool.ts";
import type { ResourceKey } from "#core/domain/resource.ts";

/** Something an agent may call in a run: a tool, or one action of an environment. Bound to that run alone. */
export type Callable = {
  /** What the model calls it by. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema 2020-12 of the arguments. */
  readonly inputSchema: Json;
  readonly effect: EffectClass;
  readonly timeoutMs: number;
  /** The resource behind it and its pinned version: recorded on every span of a call. */
  readonly resource: ResourceKey;
  readonly version: string;
  /**
   * Arguments that satisfy the schema in, result or failure out. A failure is an answer that the model gets to see;
   * only cancellation and bugs are thrown.
   */
  readonly call: (input: Json, signal: AbortSignal) => Promise<Result<Json, CallFailure>>;
};

export type CallFailure = { readonly code: ErrorCode; readonly message: string };

/** What a call may leave behind for the loop: the output handed in, and whether the run is over. */
export type RunDesk = {
  /** Set by `done`: the run's output. Undefined until then. */
  output: Json | undefined;
  /** The agent's own list of what is left to do. */
  todo: ReadonlyArray<{ readonly text: string; readonly isDone: boolean }>;
};
