import { AppError } from "#core/base/app-error.ts";
import type { SentError } from "./messages.ts";

/** Anything thrown, in a form that crosses to another thread. */
export function toSentError(thrown: unknown): SentError {
  const { message, stack } = thrown instanceof Error ? thrown : { message: String(thrown), stack: undefined };
  if (!(thrown instanceof AppError))
    return { code: null, message, stack, hint: "", way: undefined, retryable: false };
  const { code, hint, way, retryable } = thrown;
  return { code, message, stack, hint, way, retryable };
}

/** The same error again: a person reads what was said where it happened, a log where that was. */
export function fromSentError({ code, message, hint, way, retryable, stack }: SentError): Error {
  const error = code === null ? new Error(message) : new AppError(code, message, { hint, way, retryable });
  if (stack !== undefined) error.stack = stack;
  return error;
}
