import { AppError } from "#core/base/app-error.ts";

/** What the work comes to; once the signal is aborted, cancelled is thrown and the work is left to itself. */
export async function leaveOnAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(new AppError("cancelled", "Nobody waits for it any more."));
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([left.promise, work]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
