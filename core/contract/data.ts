import { z } from "zod";
import { COLUMN_KINDS } from "#core/domain/column-facts.ts";
import { IMPORT_FORMATS, OPEN_SPLITS, scorerSchema, SCORING_FAILURES, SPLITS } from "#core/domain/dataset.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { initialStateSchema } from "#core/domain/initial-state.ts";
import { findingSchema } from "#core/domain/import-finding.ts";
import { DECIMALS } from "#core/domain/scoring/number-forms.ts";
import { resourceNameSchema } from "#core/domain/resource.ts";
import { DELIMITERS, ENCODINGS } from "#core/domain/table-form.ts";
import { procedure } from "./procedure.ts";
import { timeSchema } from "./shapes.ts";

const formatSchema = z.enum(IMPORT_FORMATS);

/** Files that a source refers to, by their paths from it. */
const filesSchema = z.record(z.string().min(1).max(1000), z.string().max(5_000_000)).optional();

/**
 * A file on the machine of the workspace, by its absolute path, text that somebody pasted, or the bytes of a file that a
 * window has read, of which only the host can tell how they are written.
 */
const sourceSchema = z.union([
  z.strictObject({ path: z.string().min(1).max(4096) }),
  z.strictObject({ text: z.string().max(20_000_000), files: filesSchema }),
  z.strictObject({
    base64: z.base64().max(28_000_000),
    name: z.string().max(1000).default(""),
    files: filesSchema,
  }),
]);

const fieldSchema = z.string().min(1).max(200);

/** How to read a source. What is left out is guessed from the names of its fields. */
const readingShape = {
  source: sourceSchema,
  /** May be left out where the path's ending tells it. */
  format: formatSchema.optional(),
  /** One field is the item's text; several become values named after them. "a.b" is a field inside a field. */
  input: z.array(fieldSchema).min(1).max(50).optional(),
  answer: fieldSchema.optional(),
  /** A regular expression with one group: the answer inside the answer field. */
  answerPattern: z.string().min(1).max(1000).optional(),
  scorer: scorerSchema.optional(),
  /** What parts decimals in the answers, for the number scorer; left out, each answer tells. */
  decimals: z.enum(DECIMALS).optional(),
  /** Items with the same value here are one statistical unit and go to one split. */
  group: fieldSchema.optional(),
  className: fieldSchema.optional(),
  /** What environments begin in: `{"environment/NAME": {…}}`, in the form of its type; JSON text in a table. Default: "initialState". */
  initialState: fieldSchema.optional(),
  /** Of a text: how its characters are written. Left out, its bytes tell. */
  encoding: z.enum(ENCODINGS).optional(),
  /** Of a table: what parts its cells, and whether its first row names the columns. Left out, its first rows tell. */
  delimiter: z.enum(DELIMITERS).optional(),
  header: z.boolean().optional(),
};

const { source: _source, ...unsourced } = readingShape;

/** How a file that is named elsewhere becomes a dataset. */
export const importOptionsSchema = z.strictObject({
  ...unsourced,
  split: z.enum(SPLITS).nullable().default(null),
  seed: z.int().default(1),
});

const skippedSchema = z.object({ line: z.int(), reason: z.string() });
const splitsSchema = z.record(z.enum(SPLITS), z.int());
const inputSchema = z.union([z.string(), z.record(z.string(), z.string())]);

const previewRowSchema = z.object({
  line: z.int(),
  input: inputSchema.nullable(),
  expected: jsonValueSchema,
  initialState: initialStateSchema.optional(),
  problem: z.string().nullable(),
});

/** Datasets. The test split has no procedure here: it is opened by reports alone. */
export const dataContract = {
  /** A new dataset; only people may. Without `split` it is divided 50/25/25 by a hash of `seed` and each id. */
  import: procedure
    .input(
      z.object({
        ...readingShape,
        name: resourceNameSchema,
        split: z.enum(SPLITS).nullable().default(null),
        seed: z.int().default(1),
      }),
    )
    .output(
      z.object({
        name: z.string(),
        items: z.int(),
        splits: splitsSchema,
        /** At most a thousand, and one that counts the rest. */
        skipped: z.array(skippedSchema),
        /** How many rows were left out. */
        skippedCount: z.int(),
        /** What should be known of the items before they are worked on; nothing of it was refused. */
        findings: z.array(findingSchema),
        /** What was understood of the file as a whole, in whole sentences. */
        notes: z.array(z.string()),
      }),
    ),
  /** The first rows as an import with the same options would read them. */
  preview: procedure
    .input(
      z.object({
        ...readingShape,
        limit: z.int().min(1).max(100).default(10),
        /** The source is the beginning of a file, up to the end of a line: a record that is open there is no row yet. */
        isCut: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        format: formatSchema,
        /** Each column with what its values are in the records that were looked at, `recordsSeen` of them. */
        columns: z.array(
          z.object({
            name: z.string(),
            kind: z.enum(COLUMN_KINDS),
            empty: z.int(),
            distinct: z.int(),
            sample: z.string(),
            notes: z.array(z.string()),
          }),
        ),
        /** How many rows were looked at, and how many of them are records. */
        rowsSeen: z.int(),
        recordsSeen: z.int(),
        /** How a table was taken to be written; null for what is none. Each may be said otherwise. */
        table: z
          .object({ encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), header: z.boolean() })
          .nullable(),
        /** What was understood of the file as a whole, in whole sentences. */
        notes: z.array(z.string()),
        /** Null where an import would ask for it. */
        input: z.array(z.string()).nullable(),
        answer: z.string().nullable(),
        scorer: scorerSchema,
        /** What an import would find, of the rows that were looked at. */
        findings: z.array(findingSchema),
        /** How many of the rows that were looked at cannot be used. */
        problems: z.int(),
        rows: z.array(previewRowSchema),
        /** Of those behind the first `limit`, some that cannot be used or that a finding is about. */
        others: z.array(previewRowSchema),
      }),
    ),
  list: procedure.output(
    z.array(
      z.object({
        name: z.string(),
        scorer: scorerSchema,
        hash: z.string(),
        createdAt: timeSchema,
        items: z.int(),
        splits: splitsSchema,
        /** Off the lists; whatever rests on it is as it was. */
        isArchived: z.boolean(),
        /** At the test split: how many there were, and how many there may be. */
        looks: z.object({ spent: z.int(), budget: z.int() }),
      }),
    ),
  ),
  /** A page of train (dev included) or validation, in id order; validation for people alone. Filters come first. */
  items: procedure
    .input(
      z.object({
        dataset: resourceNameSchema,
        split: z.enum(OPEN_SPLITS),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
        /** In the id, the input or the expected answer; letter case does not matter. */
        text: z.string().max(200).default(""),
        className: z.string().optional(),
      }),
    )
    .output(
      z.object({
        /** Of those that the filters leave. */
        total: z.int(),
        /** Of the whole split, for the filter to offer. */
        classes: z.array(z.string()),
        items: z.array(
          z.object({
            id: z.string(),
            split: z.enum(OPEN_SPLITS),
            isDev: z.boolean(),
            input: inputSchema,
            expected: jsonValueSchema,
            group: z.string().nullable(),
            className: z.string().nullable(),
            /** What its environments begin in; absent where they begin as they are recorded. */
            initialState: initialStateSchema.optional(),
          }),
        ),
      }),
    ),
  /** What rests on a dataset, each sort in words: while there is any, it is not deleted. */
  uses: procedure
    .input(z.object({ dataset: resourceNameSchema }))
    .output(z.object({ uses: z.array(z.string()) })),
  /** Takes a dataset that nothing rests on out for good; `confirm` is its name once more. Only people may. */
  delete: procedure
    .input(z.object({ dataset: resourceNameSchema, confirm: z.string() }))
    .output(z.object({ deleted: z.string() })),
  /** Takes a dataset off the lists, or puts it back. Only people may. */
  archive: procedure
    .input(z.object({ dataset: resourceNameSchema, isArchived: z.boolean().default(true) }))
    .output(z.object({ dataset: z.string(), isArchived: z.boolean() })),
  /**
   * What a scorer makes of an output; `problem` says why an import would refuse the expected value, `reading` as which
   * numbers the two are read, where numbers are compared.
   */
  tryScorer: procedure
    .input(
      z.object({
        scorer: scorerSchema,
        output: jsonValueSchema,
        expected: jsonValueSchema,
        /** What was asked, for scorers in code. */
        input: inputSchema.default(""),
      }),
    )
    .output(
      z.object({
        value: z.number(),
        isCorrect: z.boolean(),
        parts: z.record(z.string(), z.number()),
        problem: z.string().nullable(),
        /** Why, in the scorer's own words. */
        reason: z.string().nullable(),
        /** What went wrong with the scorer itself; `reason` says more. */
        failure: z.enum(SCORING_FAILURES).nullable(),
        reading: z.object({ output: z.string(), expected: z.string() }).nullable(),
      }),
    ),
};
