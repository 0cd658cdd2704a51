/** What a version was measured at: a share of items right, with its interval. */
export type Score = {
  readonly accuracy: number;
  readonly interval: readonly [number, number];
};
