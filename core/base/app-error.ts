import { DEFAULT_HINTS } from "./default-hints.ts";
import type { ErrorCode } from "./error-codes.ts";
import { DEFAULT_WAYS, type Way } from "./ways.ts";

export type AppErrorDetail = {
  /** What the reader can do about it: one sentence, an imperative. Left out, the code's own is taken. */
  readonly hint?: string;
  /** Where that is done. Left out with the hint, the one of the code's own hint is taken. */
  readonly way?: Way | undefined;
  /** True when the same call may succeed later without any change. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
};

/**
 * A failure that a person will read. `message` says what happened and why, `hint` what to do,
 * `code` is what programs branch on. Nobody reads `message` but a person.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly hint: string;
  readonly way: Way | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, detail: AppErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.code = code;
    this.hint = detail.hint ?? DEFAULT_HINTS[code];
    this.way = detail.way ?? (detail.hint === undefined ? DEFAULT_WAYS[code] : undefined);
    this.retryable = detail.retryable ?? false;
  }
}

/** The shape in which an error leaves the process: no stack, no cause. */
export type ErrorReport = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly way?: Way | undefined;
};

/** Anything thrown, as a report. What is not an AppError is a bug of ours and is reported as `internal`. */
export function toErrorReport(thrown: unknown): ErrorReport {
  if (thrown instanceof AppError) {
    const { code, message, hint, way } = thrown;
    return { code, message, hint, ...(way === undefined ? {} : { way }) };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: "internal",
    message: `Something went wrong inside the program: ${message}`,
    hint: DEFAULT_HINTS.internal,
    way: "verify",
  };
}
