import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json } from "#core/base/json.ts";
import type { EffectClass } from "./content/tool.ts";
import type { ResourceKey } from "./resource.ts";

/** The resource that answered, as it was. */
type Source = { readonly resource: ResourceKey; readonly version: string };

/** What a run was told by one of its resources before it asked anything: rules of an environment, notes of a memory. */
export type TapedText = Source & {
  /** `s/INDEX`: its place among all of them, the empty ones counted. */
  readonly path: string;
  readonly text: string;
};

/** One call that a run made of the world: a tool, or an action of an environment. */
export type TapedCall = Source & {
  /** `t/STEP/INDEX`: the step whose answer asked for it, and its place among the calls of that step. */
  readonly path: string;
  readonly name: string;
  readonly effect: EffectClass;
  readonly input: Json;
  /** Null where the run ended before there was one. */
  readonly outcome:
    | { readonly ok: true; readonly value: Json }
    | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly message: string } }
    | null;
  /** Microseconds since the Unix epoch. */
  readonly startUs: number;
  readonly endUs: number;
};

/**
 * What a run had from the world besides its task and its model, in an order that follows from what was asked and not
 * from how long it took. Calls that could not be made (no such tool, arguments that do not fit) are not on it: the same
 * turn leads to the same refusal.
 */
export type RunTape = { readonly texts: readonly TapedText[]; readonly calls: readonly TapedCall[] };
