import type { Json } from "#core/base/json.ts";

/**
 * Spans as a program sent them, whichever encoding they came in: the words of OTLP, nothing made of them yet.
 * Ids are hexadecimal digits in small letters, times nanoseconds since the Unix epoch and 0 where none was said.
 */
export type SentSpan = {
  readonly trace: string;
  readonly span: string;
  /** Empty where it is the first of its trace. */
  readonly parent: string;
  readonly state: string;
  readonly name: string;
  /** As OTLP numbers them: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SentEvent[];
  readonly links: readonly SentLink[];
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
  readonly flags: number;
  /** What the sender left out itself, by what it left out; empty where it left out nothing. */
  readonly dropped: Attributes;
};

export type Attributes = { readonly [name: string]: Json };

export type SentEvent = { readonly time: bigint; readonly name: string; readonly attributes: Attributes };

export type SentLink = {
  readonly trace: string;
  readonly span: string;
  readonly state: string;
  readonly attributes: Attributes;
};

export type SentScope = {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
  readonly schemaUrl: string;
};

/** Spans of one library in one program. */
export type SentGroup = {
  readonly resource: { readonly attributes: Attributes; readonly schemaUrl: string };
  readonly scope: SentScope;
  readonly spans: readonly SentSpan[];
};

/** The form in which spans came. */
export const SENT_FORMS = ["otlp", "jaeger", "openinference"] as const;
export type SentForm = (typeof SENT_FORMS)[number];

/** What one request or file holds. */
export type Sent = {
  readonly form: SentForm;
  readonly groups: readonly SentGroup[];
  /** Spans that could not be read, with why: the others are kept all the same. */
  readonly refused: readonly Refusal[];
};

/** One span that is not kept. */
export type Refusal = { readonly name: string; readonly reason: string };
