/** What versions were measured at, in columns, each row for one node: shares of items right, with their intervals. */
export type Scores = {
  /** Ascending. */
  readonly nodes: Int32Array;
  readonly shares: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
};
