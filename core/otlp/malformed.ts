import { AppError } from "#core/base/app-error.ts";

/** Values within values: deeper ones are written by nobody who means well [T31]. */
export const MOST_DEPTH = 100;

/** The whole of it cannot be read: nothing of it is kept, and sending it again changes nothing. */
export function malformed(why: string, cause?: unknown): AppError {
  return new AppError("trace-invalid", `These spans cannot be read: ${why}.`, { cause });
}

export function tooDeep(): AppError {
  return malformed(`a value has more than ${MOST_DEPTH} levels of others in it`);
}
