import type { ErrorCode } from "#core/base/error-codes.ts";
import type { Way } from "#core/base/ways.ts";

/** What a failure means here, and whether the call is worth trying again. */
export type FailureRule = {
  readonly code: ErrorCode;
  /** Completes "ENDPOINT answered STATUS: …". */
  readonly what: string;
  readonly hint: string;
  /** Where what the hint advises is done. */
  readonly way?: Way;
  readonly isRetryable?: true;
};

export type FailureFacts = {
  readonly status: number | null;
  readonly hasKey: boolean;
  /** Where a key for this address comes from; null where none is sent there. */
  readonly keyVariable: string | null;
  /** The endpoint's names for it, and its sentences. */
  readonly names: readonly string[];
  readonly said: string;
  /** The member of the request that it names; null for none. */
  readonly named: string | null;
};
