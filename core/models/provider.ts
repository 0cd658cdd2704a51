import type { Json } from "#core/base/json.ts";
import type { RequestDress } from "#core/domain/request-dress.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { TapedExchange } from "#core/domain/tape.ts";
import type { RouteOrder } from "#core/domain/route.ts";

/** What every model adapter implements, and nothing more. Adapters translate; retry, ledger and tape wrap them. */

export type ToolCall = {
  readonly callId: string;
  readonly toolName: string;
  /** As the model wrote it: normally JSON, but nothing here promises that. The agent loop parses it. */
  readonly argumentsText: string;
  /** What its endpoint sent with it and wants back with it: a signature of what was thought. Nobody else reads it. */
  readonly extra?: Json;
};

export type ChatMessage =
  | { readonly role: "system" | "user"; readonly content: string }
  | {
      readonly role: "assistant";
      readonly content: string;
      readonly toolCalls?: readonly ToolCall[];
      /** What was thought before the calls, for endpoints that take the calls back only with it. */
      readonly calledFor?: string;
    }
  | { readonly role: "tool"; readonly callId: string; readonly content: string };

export type ToolDefinition = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema 2020-12 of the arguments object. */
  readonly parameters: Json;
};

export type Sampling = {
  /** 0 to 2. */
  readonly temperature?: number;
  /** 0 to 1. */
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  /** 32-bit unsigned. */
  readonly seed?: number;
};

export type ChatRequest = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools?: readonly ToolDefinition[];
  readonly sampling: Sampling;
  /** When set, the reply's text must be one JSON document that satisfies the schema. */
  readonly output?: { readonly name: string; readonly schema: Json };
};

export type Usage = {
  /** Includes cached ones. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
};

export type FinishReason = "stop" | "length" | "tool-calls" | "content-filter" | "refusal" | "other";

export type ModelPart =
  | { readonly type: "text-delta"; readonly text: string }
  /** All text so far turns out to be what the model thought, and none of its answer. */
  | { readonly type: "thought-end" }
  /** Whole: adapters assemble argument fragments themselves. */
  | ({ readonly type: "tool-call" } & ToolCall)
  | {
      readonly type: "finish";
      readonly reason: FinishReason;
      /** Null when the endpoint did not report it: unknown, not zero. */
      readonly usage: Usage | null;
      /** What the model thought, where the endpoint shows it: no part of its answer. Shortened. */
      readonly thought?: string;
      /** The same whole, before calls, from an endpoint that may want it back with them. */
      readonly calledFor?: string;
      /** The model that answered, where the endpoint says so. */
      readonly responseModel?: string;
      readonly responseId?: string;
      /** Keys that another one had to be taken for, each with the reason. */
      readonly keysPassedOver?: readonly string[];
    };

/** Hears of one attempt what its bill follows from, however it ends, and says who may hear of it. */
export type CallMeter = {
  /** What is asked is a test item: nothing of what the endpoint says of it is repeated, as it may quote it [A5]. */
  readonly isSealed?: boolean;
  /** The request is on its way: from here on somebody may bill it. */
  readonly onSent: () => void;
  /** The endpoint would not do it: nobody bills that, unless it says so itself. */
  readonly onTurnedAway: () => void;
  /** The model wrote this: text, reasoning and fragments of tool calls alike. */
  readonly onWritten: (text: string) => void;
  /** What was sent and what came, once it is over; left out where nobody keeps it. */
  readonly onExchange?: (exchange: TapedExchange) => void;
  /** What the endpoint says the call used; its last word counts. */
  readonly onUsage: (usage: Usage) => void;
};

export type ProviderRoute = {
  readonly order: RouteOrder;
  readonly models: ReadonlyArray<
    Pick<ModelProvider, "endpoint" | "rules" | "dress"> & { readonly provider: string; readonly name: string }
  >;
};

export interface ModelProvider {
  /** The first half of PROVIDER/NAME: "simulated", "openai". */
  readonly id: string;
  /** Address of the endpoint (scheme, host, port, path), or null in-process. Part of a closure. */
  readonly endpoint: string | null;
  /** The address without its path: what limits and prices go by. Null in-process. */
  readonly endpointOrigin: string | null;
  /** A constant that changes whenever the adapter's answers may change. Part of a closure. */
  readonly implementation: string;
  /** How requests to it differ from the usual ones; left out where they do not. Part of a closure [M20]. */
  readonly rules?: RequestRules;
  /** What goes with each request beside it; left out where nothing does. Part of a closure [M27]. */
  readonly dress?: RequestDress;
  /** The models of which one answers, this one first or named by its route; left out where it is the only one [M26]. */
  readonly route?: ProviderRoute;
  /** It passes calls on to others, who bill them wherever it runs itself. */
  readonly isGateway?: boolean;
  /** True for a stand-in that is no language model; the interface then says so wherever it is used. */
  readonly isSimulated: boolean;
  /**
   * Parts in wire order, then exactly one `finish`; a stream that ends without it was cut.
   * One attempt: no retry inside. Throws AppError("model-…"), with `retryable` decided here, where the
   * vendor's status is known, and AppError("cancelled") once the signal is aborted. What can be known to be wrong before
   * anything is asked (no such model, no key) comes first, also under a signal that is aborted already.
   */
  stream(request: ChatRequest, signal: AbortSignal, meter?: CallMeter): AsyncIterable<ModelPart>;
  /** Tokens of a text for reservations; an upper estimate where the true tokenizer is unknown. */
  countTokens(text: string): number;
}
