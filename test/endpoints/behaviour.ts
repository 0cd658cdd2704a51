import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import type { Connection } from "#core/domain/connection.ts";

/** A thing that an endpoint does, as somebody reported or documented it, and what is right to make of it. Data alone. */
export type Behaviour = {
  readonly id: string;
  /** Who does it. */
  readonly endpoint: string;
  readonly title: string;
  /** Where it is public: OWNER/REPOSITORY#NUMBER, or the address of a page. */
  readonly source: string;
  readonly asked: Asked;
  /** What a person says of the connection, beside its address. */
  readonly connection?: Omit<Connection, "baseUrl">;
  /** Tried in order: the first whose condition holds answers. A behaviour without any has nobody at its address. */
  readonly server: readonly Rule[];
  /** Other endpoints that take part, by the name of their connection. */
  readonly others?: Readonly<Record<string, readonly Rule[]>>;
  readonly right: Right;
};

/** `run`: one question; `evaluate`: a few; `session`: two iterations of improving the agent. */
export type Asked = "run" | "evaluate" | "session";

export type Rule = {
  readonly when?: Condition;
  /** How often it replies at most; whenever its condition holds, unless said. */
  readonly times?: number;
  readonly reply: Reply;
};

/**
 * All that is said of a request holds. A path is made of names with points between: `messages.*.role` leads to the roles of
 * all messages, and what is said of it holds when it does for one of them.
 */
export type Condition = {
  /** From which of the requests to which, the first is 1. */
  readonly requests?: readonly [from: number, to: number];
  /** So many milliseconds have gone by since the first request, at least. */
  readonly afterMs?: number;
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly equals?: Readonly<Record<string, Json>>;
  /** It is there, and something else. */
  readonly differs?: Readonly<Record<string, Json>>;
  /** It is there, a text, and has this pattern in it. */
  readonly matches?: Readonly<Record<string, string>>;
  /** One that a path leads to is as the condition says. */
  readonly some?: { readonly at: string; readonly is: Condition };
  readonly not?: Condition;
  /** Null for one that is not there. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly query?: Readonly<Record<string, string>>;
};

export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly Piece[];
};

/**
 * A piece of a body, written by itself. In a text `{{sum}}` stands for what was asked, `{{wrong}}` for one more, and
 * `{{model}}` for the model's name. `as-asked` is a whole answer of a model that knows its task (sums-model.ts), dressed as said.
 */
export type Piece =
  | string
  | { readonly waitMs: number }
  | { readonly times: number; readonly everyMs: number; readonly text: string }
  | { readonly close: "end" | "reset" }
  | { readonly asAsked: Dress };

/** How a model that does its task writes its answer, and how its server sends it; as OpenAI's does where nothing is said. */
export type Dress = {
  /** Around a JSON document that it was asked for. */
  readonly before?: string;
  readonly after?: string;
  /** Of the JSON documents: text that is replaced in them. */
  readonly instead?: readonly (readonly [what: string, by: string])[];
  /** What it thinks before it answers, and where that stands: in a member of the delta, or in the content. */
  readonly thinks?: { readonly text: string; readonly in: "reasoning" | "reasoning_content" | "content" };
  /** Calls the calculator before it hands its answer in, so that its call comes back to it. */
  readonly calculatesFirst?: boolean;
  /** Members of each tool call beside id, type and function. */
  readonly callMembers?: JsonObject;
  /** `whole` in one fragment, or the name first and its arguments after it in two. */
  readonly calls?: "whole" | "in-fragments";
  /** Null for fragments without an index. */
  readonly callIndex?: 0 | null;
  readonly callId?: string;
  readonly ends?: { readonly text: string; readonly calls: string };
  /** Where its usage stands; `when-asked` is a chunk of its own, for requests that wish for it. */
  readonly usage?: "own-chunk" | "when-asked" | "with-the-end" | "every-chunk" | "x_groq" | "in-the-choice";
  /** Members of every chunk. */
  readonly chunkMembers?: JsonObject;
  /** Chunks before and after the others. */
  readonly first?: readonly JsonObject[];
  readonly last?: readonly JsonObject[];
  /** Lines before the first event. */
  readonly greeting?: string;
  /** No [DONE] at the end. */
  readonly hasNoDone?: boolean;
};

/** What is right to make of it; what is left out may be anything. */
export type Right = {
  readonly output?: string;
  /** What the run or the evaluation fails with; `null` for not at all, `some` for whatever it may be. */
  readonly error?: ErrorCode | readonly ErrorCode[] | "some" | null;
  /** What a person reads of the failure, each of these in it, whatever the letters' case. */
  readonly says?: readonly string[];
  /** What nobody may read. */
  readonly hides?: readonly string[];
  /** To this endpoint, exactly or within. */
  readonly requests?: number | readonly [least: number, most: number];
  /** How the last request was. */
  readonly lastRequest?: Condition;
  readonly tokens?: { readonly input: number; readonly output: number };
  /** What was not written is not charged. */
  readonly mostOutputTokens?: number;
  readonly items?: { readonly correct?: number; readonly errors?: number };
  /** The work stopped at the first item, and said why. */
  readonly stops?: true;
  readonly proposals?: { readonly least: number };
  /** Requests to the others. */
  readonly othersAsked?: Readonly<Record<string, number>>;
};
