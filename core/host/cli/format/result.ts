import type { RunResultDocument } from "#core/contract/shapes.ts";
import { tellFailure } from "#core/domain/scoring/tell-failure.ts";
import { formatPercent } from "./format.ts";

/** What a run came to, in three lines: the item, how it went, and what differs from what was expected. */
export function formatResult(result: RunResultDocument): string {
  const { dataset, item, split, isCorrect, score, scorer } = result;
  return [
    `item     ${dataset}/${item} (${split})`,
    `outcome  ${isCorrect ? "✓ right" : "✕ wrong"}, score ${formatPercent(score)} by ${scorer}`,
    `answer   ${formatAnswer(result)}`,
    ...formatReason(result),
  ].join("\n");
}

function formatAnswer({ fields, expected, output, error, isCorrect }: RunResultDocument): string {
  if (error !== null) return `expected ${toText(expected)}, got none: ${error}`;
  if (fields.length === 0) return `expected ${toText(expected)}, got ${toText(output)}`;
  if (isCorrect) return `all ${fields.length} fields as expected`;
  return fields
    .filter(({ isRight }) => !isRight)
    .map(({ name, wanted, got }) => `${name}: expected ${toText(wanted)}, got ${toText(got)}`)
    .join("; ");
}

function formatReason({ reason, scorerFailure }: RunResultDocument): readonly string[] {
  if (scorerFailure !== null)
    return [`scorer   failed: ${tellFailure(scorerFailure)}${reason === null ? "" : `: ${reason}`}`];
  return reason === null ? [] : [`because  ${reason}`];
}

/** As JSON: on one line, and "2" is told from 2. */
function toText(value: unknown): string {
  return JSON.stringify(value);
}
