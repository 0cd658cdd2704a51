import type { Json } from "#core/base/json.ts";
import type { Checkpoint } from "./checkpoint.ts";

export type ProofResult = {
  /** The figures as a person reads them. */
  readonly text: string;
  /** True when every figure is within what is claimed. */
  readonly ok: boolean;
  /** The same figures for programs. */
  readonly figures: Json;
  /** A page for readers that is made of them; written where --out names a Markdown file. */
  readonly page?: string;
};

export type ProofOption = {
  /** Used when the option is not given; its type is the option's type. */
  readonly fallback: number | string;
  readonly meaning: string;
};

export type ProofOptions = {
  readonly number: (name: string) => number;
  readonly text: (name: string) => string;
  /** Where a long proof keeps finished parts; without --checkpoint it keeps nothing. */
  readonly checkpoint: Checkpoint;
};

/** One claim that the program makes about itself, shown in full by `npm run prove -- NAME`. */
export type Proof = {
  readonly summary: string;
  readonly options: Readonly<Record<string, ProofOption>>;
  readonly run: (options: ProofOptions) => Promise<ProofResult>;
};
