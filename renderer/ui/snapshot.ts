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
