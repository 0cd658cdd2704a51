import type { Problem } from "./problem.ts";

/**
 * One answer of the host and how good it still is. A failed re-read keeps the old data: `problem` beside `data` means
 * that what is shown is the last that was known.
 */
export type Snapshot<T> = {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly isReading: boolean;
};

/** Before the first answer. One object, so that the first reading is no change to whoever shows it. */
export const UNREAD: Snapshot<never> = { data: undefined, problem: undefined, isReading: true };
