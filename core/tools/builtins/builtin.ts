import type { Json, JsonObject } from "#core/base/json.ts";
import type { Result } from "#core/base/result.ts";
import type { CallFailure, RunDesk } from "#core/resources/callable.ts";

/** A tool that is a function of the program. It touches the run's desk and nothing else. */
export interface Builtin {
  /** A constant that changes whenever the answers may change. Part of a closure. */
  readonly implementation: string;
  /** The arguments it reads. A tool may describe them more narrowly, but must offer every one. */
  readonly inputSchema: JsonObject & { readonly properties: JsonObject };
  /** Looks at what it needs itself: the schema of the tool that names it may promise less. */
  call(input: Json, desk: RunDesk): Result<Json, CallFailure>;
}
