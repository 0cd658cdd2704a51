import type { ErrorCode } from "#core/base/error-codes.ts";

/** A failure in the form in which people are told of it: what, and what to do. `code` is for programs. */
export type Problem = {
  readonly code: ErrorCode | "unreachable";
  readonly message: string;
  readonly hint: string;
  /** Where in this window it is put right, one press away. */
  readonly link?: { readonly label: string; readonly href: string };
};
