import { z } from "zod";
import type { Json } from "#core/base/json.ts";
import type { InitialState } from "./initial-state.ts";

/**
 * `train` feeds reflection (a third of it, marked dev, feeds minibatch gates), `validation` the gate alone, `test`
 * is sealed: no optimizer role may read it, and every look is logged.
 */
export const SPLITS = ["train", "validation", "test"] as const;
export type Split = (typeof SPLITS)[number];

/** Those whose items people may read. */
export const OPEN_SPLITS = ["train", "validation"] as const satisfies readonly Split[];
export type OpenSplit = (typeof OPEN_SPLITS)[number];

/**
 * The formats that datasets are read from, in the order in which a text is tried for them: the least particular last.
 * What each is told by and needs stands in import-format.ts, how it is read in core/evaluation/formats.
 */
export const IMPORT_FORMATS = ["parquet", "evalset", "jsonl", "json", "promptfoo", "yaml", "csv"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Validation items below which few real effects can be shown. */
export const SMALL_VALIDATION_SET = 100;

const MAX_SCORER_CHARACTERS = 100_000;

/** How an output is scored against what was expected. */
export const scorerSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("exact") }),
  /** The last number of the output within `tolerance` of the expected number. */
  z.object({ type: z.literal("numeric"), tolerance: z.number().min(0).default(1e-9) }),
  /** One point per top-level field of the expected object, equal or not; all right is correct. */
  z.object({ type: z.literal("json-fields") }),
  /** The expected text is a regular expression that the output must match. */
  z.object({
    type: z.literal("regex"),
    flags: z
      .string()
      .regex(/^[imsu]*$/)
      .default(""),
  }),
  /** Each item lists checks, of which all have to hold; worth their weighted mean. What promptfoo's tests are. */
  z.object({ type: z.literal("checks") }),
  /** A function of a person's, in JavaScript or TypeScript, which runs in the sandbox. */
  z.object({ type: z.literal("code"), code: z.string().min(1).max(MAX_SCORER_CHARACTERS) }),
]);
export type Scorer = z.infer<typeof scorerSchema>;
export const SCORER_TYPES: readonly Scorer["type"][] = scorerSchema.options.map(
  ({ shape }) => shape.type.value,
);

export type Dataset = {
  readonly name: string;
  readonly scorer: Scorer;
  /** SHA-256 over its items and scorer: evidence is stale once it differs. */
  readonly hash: string;
  readonly createdAt: number;
};

/** One evaluation case. */
export type Item = {
  readonly id: string;
  readonly dataset: string;
  readonly split: Split;
  /** Part of train that minibatch gates use. */
  readonly isDev: boolean;
  /** One text, or named values for the prompt's slots. */
  readonly input: string | Readonly<Record<string, string>>;
  readonly expected: Json;
  /** Items of one group form one statistical unit. */
  readonly group: string | null;
  /** For tables: what sort of item it is. */
  readonly className: string | null;
  /** What the environments of its task begin in; absent where they begin as they are recorded. */
  readonly initialState?: InitialState;
};

/** What a scorer found; 0 to 1, and whether everything was right. An error scores 0. */
export type Score = {
  readonly value: number;
  readonly isCorrect: boolean;
  /** Points per part, where the scorer has parts. */
  readonly parts: Readonly<Record<string, number>>;
  /** Why, in the words of the scorer, where it says so. Text from outside. */
  readonly reason?: string;
  /** What went wrong with the scorer itself: the output counts as wrong, and `reason` says more. */
  readonly failure?: ScoringFailure;
};

/**
 * `compile`: its code cannot be loaded; `threw`; `timeout`; `limit`: of memory, stack or size; `no-score`: what it
 * returned is none; `sandbox`: what it runs in broke.
 */
export const SCORING_FAILURES = ["compile", "threw", "timeout", "limit", "no-score", "sandbox"] as const;
export type ScoringFailure = (typeof SCORING_FAILURES)[number];
