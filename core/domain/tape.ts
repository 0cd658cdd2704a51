import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { EffectClass } from "./content/tool.ts";
import type { ResourceKey } from "./resource.ts";
import type { Spend } from "./spend.ts";

/** The resource that answered, as it was. */
type Source = { readonly resource: ResourceKey; readonly version: string };

/** What a run was told by one of its resources before it asked anything: rules of an environment, notes of a memory. */
export type TapedText = Source & {
  /** `s/INDEX`: its place among all of them, the empty ones counted. */
  readonly path: string;
  readonly text: string;
};

type Failure = {
  readonly ok: false;
  readonly error: { readonly code: ErrorCode; readonly message: string };
};

/** One request as it left for an endpoint and what came back, letter for letter; without headers, where keys stand. */
export type TapedExchange = {
  readonly request: string;
  /** Of HTTP; null where nothing came. */
  readonly status: number | null;
  /** As far as it was taken: a stream with its frames. */
  readonly response: string;
  /** `bytes`: the response is no UTF-8, and each sign of it stands for one byte. */
  readonly encoding: "utf8" | "bytes";
};

/** One question that a run asked its model. */
export type TapedAnswer = {
  /** `m/STEP`: 1 is the first. */
  readonly path: string;
  /** As the loop asked it: model, messages, tools, sampling (ChatRequest). */
  readonly asked: TapedRequest;
  /** The turn as it was read (ModelTurn); null where the run ended before there was one. */
  readonly outcome:
    | { readonly ok: true; readonly turn: JsonObject; readonly spend: Spend; readonly by?: JsonObject }
    | Failure
    | null;
  /** Of attempts that were made again: why, and for how long was waited. */
  readonly retries: readonly string[];
  /** One for each attempt that left; none where the model answers in this process, or where the answer was on record. */
  readonly exchanges: readonly TapedExchange[];
  /** Microseconds since the Unix epoch. */
  readonly startUs: number;
  readonly endUs: number;
};

export type TapedRequest = {
  readonly model: string;
  readonly messages: readonly JsonObject[];
  readonly tools?: readonly JsonObject[];
  readonly sampling: JsonObject;
};

/** The run's time was up: an outcome like any other, which is not timed again. */
export type TapedLimit = {
  /** `c/STEP`: the step that it came in, 0 before the first. */
  readonly path: string;
  readonly atUs: number;
};

/** One call that a run made of the world: a tool, or an action of an environment. */
export type TapedCall = Source & {
  /** `t/STEP/INDEX`: the step whose answer asked for it, and its place among the calls of that step. */
  readonly path: string;
  readonly name: string;
  readonly effect: EffectClass;
  readonly input: Json;
  /** Null where the run ended before there was one. */
  readonly outcome: { readonly ok: true; readonly value: Json } | Failure | null;
  /** Microseconds since the Unix epoch. */
  readonly startUs: number;
  readonly endUs: number;
};

/**
 * What a run had from the world besides its task, in an order that follows from what was asked and not from how long it
 * took. Calls that could not be made (no such tool, arguments that do not fit) are not on it: the same turn leads to the
 * same refusal.
 */
export type RunTape = {
  readonly texts: readonly TapedText[];
  readonly answers: readonly TapedAnswer[];
  readonly calls: readonly TapedCall[];
  readonly limit: TapedLimit | null;
};
