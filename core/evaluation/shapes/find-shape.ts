import type { JsonObject } from "#core/base/json.ts";
import { chat, completions, instructions, preferences } from "./chat.ts";
import { multipleChoice } from "./choices.ts";
import { evalsItems, evalsLog, evalsSamples, examples } from "./evals.ts";
import { aliases, paragraphs, passages, references, solutions } from "./questions.ts";
import type { Shape } from "./shape.ts";

/** The most particular first. */
const SHAPES: readonly Shape[] = [
  evalsSamples,
  evalsLog,
  evalsItems,
  preferences,
  chat,
  multipleChoice,
  passages,
  aliases,
  paragraphs,
  solutions,
  instructions,
  completions,
  examples,
  references,
];

/** The shape of the first of these records that has one; null where none has [S37]. */
export function findShape(records: readonly JsonObject[]): Shape | null {
  for (const record of records) {
    const shape = SHAPES.find(({ recognises }) => recognises(record));
    if (shape !== undefined) return shape;
  }
  return null;
}
