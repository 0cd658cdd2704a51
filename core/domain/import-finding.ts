import { z } from "zod";

/** What may be wrong with items that can all be read. */
export const FINDING_KINDS = [
  /** Something that stands with items which are kept is not read: a check of theirs, a setting. */
  "part-unread",
  /** No output, or hardly one, could ever be right, as the answer has another form than its scorer compares. */
  "never-right",
  /** The answers are numbers, and their scorer compares texts. */
  "numbers-as-text",
  /** Any output would be right. */
  "always-right",
  /** The input holds the answer. */
  "leak",
  /** The same input is expected to be answered in different ways. */
  "contradiction",
  /** The same input and answer stand there more than once, as different items. */
  "repeated",
  /** All answers are the same. */
  "one-answer",
  /** Most answers are the same. */
  "lopsided",
  /** The agent's prompt has no place for a part of the input. */
  "unplaced",
  /** The agent's prompt has a place that the input does not fill. */
  "unfilled",
  /** A split that something works on has nothing in it. */
  "empty-split",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Lines of a finding that are listed. */
export const MOST_FINDING_LINES = 100;

/** One thing about the items of a source that its reader should know before they are worked on. None of it is refused [S43]. */
export const findingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  /** The field that it is about; null where it is about items as a whole. */
  field: z.string().nullable(),
  /** In whole sentences, with the figures. */
  reason: z.string(),
  /** How many items it is about. */
  count: z.int(),
  /** Where the first of them are, at most a hundred; empty where it is about what is not there. */
  lines: z.array(z.int()),
});
export type Finding = Readonly<Omit<z.infer<typeof findingSchema>, "lines">> & {
  readonly lines: readonly number[];
};
