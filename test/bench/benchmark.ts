import type { Rivals } from "./rivals.ts";

/** One way of doing the measured work. `measure` does it once and returns what it took, in the measurement's unit. */
export type Side = {
  readonly name: string;
  /** `round` is 0 in the round that only warms up; whatever must be fresh each time is keyed by it. */
  readonly measure: (round: number) => number | Promise<number>;
};

export type Series = {
  readonly name: string;
  /** One value per counted round. Values with the same index were measured one after the other. */
  readonly values: readonly number[];
};

/** The same work by ours and by rivals, in the same rounds. */
export type Measurement = {
  readonly title: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly ours: readonly Series[];
  readonly rivals: readonly Series[];
};

/** What could not be measured here, and why: never left out in silence. */
export type NotMeasured = { readonly what: string; readonly why: string };

export type BenchmarkResult = {
  readonly measurements: readonly Measurement[];
  readonly notMeasured: readonly NotMeasured[];
  /** What a reader must know to take the figures for what they are. */
  readonly notes: readonly string[];
};

export type BenchmarkContext = {
  readonly rivals: Rivals;
  /** A folder of this benchmark's own, removed afterwards. */
  readonly folder: string;
  /** Counted rounds. */
  readonly rounds: number;
  /** Progress, for people who wait. */
  readonly tell: (line: string) => void;
};

export type Benchmark = {
  readonly summary: string;
  /** Counted rounds unless the caller asks for others. */
  readonly rounds: number;
  readonly run: (context: BenchmarkContext) => Promise<BenchmarkResult>;
};
