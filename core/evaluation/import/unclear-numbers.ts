import type { Scorer } from "#core/domain/dataset.ts";
import { readNumber } from "#core/domain/scoring/score-numeric.ts";
import type { ReadItem } from "./items.ts";
import type { Skipped } from "#core/evaluation/formats/row.ts";

type Sorted = { readonly items: readonly ReadItem[]; readonly skipped: readonly Skipped[] };

/**
 * Where some answers of a source write decimals with a comma, "1,234" beside them may be 1.234 or 1234, and "1.234" as
 * well: such lines are reported and left out. Where none does, they are what they usually are [S17].
 */
export function setAsideUnclear(scorer: Scorer, { items, skipped }: Sorted): Sorted {
  if (scorer.type !== "numeric") return { items, skipped };
  const styles = items.map(({ item }) => styleOf(item));
  const sure = items[styles.indexOf("decimal-comma")];
  if (sure === undefined || !styles.includes("either")) return { items, skipped };
  const unclear = items.filter((_, at) => styles[at] === "either");
  return {
    items: items.filter((_, at) => styles[at] !== "either"),
    skipped: [
      ...skipped,
      ...unclear.map(({ line, item }) => ({ line, reason: whyUnclear(item, sure.line) })),
    ].toSorted((a, b) => a.line - b.line),
  };
}

function styleOf({ expected }: ReadItem["item"]): string {
  const reading = readNumber(expected);
  return reading.kind === "number" ? reading.style : reading.kind;
}

function whyUnclear({ expected }: ReadItem["item"], line: number): string {
  return `its answer ${JSON.stringify(expected)} may part thousands or decimals, as line ${line} writes decimals with a comma: write it as 1234 or 1234.5`;
}
