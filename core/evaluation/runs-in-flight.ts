import { throwIfCancelled } from "#core/models/retry.ts";

/**
 * Runs in the making, by cache key: shared by all that evaluate on one store, so that none makes a run that another is
 * making [A1]. The promises settle with the runs and say nothing about how they ended.
 */
export type RunsInFlight = Map<string, Promise<void>>;

/** Makes a run under its key: whoever wants the same meanwhile finds it here. Only for a key that is free. */
export async function flyRun<T>(flights: RunsInFlight, key: string, make: () => Promise<T>): Promise<T> {
  const flight = make();
  const landed = flight.then(
    () => undefined,
    () => undefined,
  );
  flights.set(key, landed);
  try {
    return await flight;
  } finally {
    flights.delete(key);
  }
}

/** Waits until another's run has ended, however it did. Throws cancelled once the waiter's own signal is aborted. */
export async function waitForLanding(flight: Promise<void>, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  const left = Promise.withResolvers<void>();
  const leave = (): void => left.resolve();
  signal.addEventListener("abort", leave, { once: true });
  await Promise.race([flight, left.promise]);
  signal.removeEventListener("abort", leave);
  throwIfCancelled(signal);
}
