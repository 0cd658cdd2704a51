import type { ReadingContext } from "#core/app/context.ts";
import { createEventHub } from "#core/app/events.ts";
import { monotonicClock, systemClock } from "#core/app/system.ts";
import { onceRead, readBuiltIns } from "#core/app/built-ins/built-ins.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import type { OpenOptions } from "./open-options.ts";

/** What differs by who reads: from which connection, beside what runs, and how a look at validation items is noted. */
type Around = Pick<
  ReadingContext,
  "paths" | "store" | "runtime" | "sessions" | "goingOn" | "caller" | "noteSeen"
>;

/** What handlers that only read work with, around a connection that only reads. */
export function createReadingContext(
  around: Around,
  options: Omit<OpenOptions, "host" | "secrets">,
): ReadingContext {
  const { paths, store } = around;
  return {
    ...around,
    folder: paths.folder,
    clock: systemClock,
    ticks: monotonicClock,
    countTokens,
    hub: createEventHub(store),
    builtIns: onceRead(options.builtIns ?? readBuiltIns),
    windows: options.windows ?? null,
    receiver: options.receiver ?? null,
    reportBug: options.reportBug,
    freshAddress: options.freshAddress ?? (() => null),
  };
}
