/** Time is handed in, so tests and replay can hold it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}
