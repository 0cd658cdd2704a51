import type { WorkspaceClient } from "#core/contract/contract.ts";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import { warnOfFewItems } from "#core/domain/statistics/what-items-show.ts";

const MAX_SHOWN = 20;

type ImportDocument = Awaited<ReturnType<WorkspaceClient["data"]["import"]>>;

export function formatImported({
  name,
  items,
  splits,
  skipped,
  skippedCount,
  findings,
  notes,
}: ImportDocument): string {
  const counts = SPLITS.map((split) => `${splits[split]} ${SPLIT_WORDS[split]}`).join(", ");
  const left = skippedCount - MAX_SHOWN;
  return [
    `Imported ${items} items as ${name}: ${counts}.`,
    ...notes,
    ...(skipped.length === 0 ? [] : [`Left out, ${skippedCount}:`]),
    ...skipped.slice(0, MAX_SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(left > 0 ? [`  and ${left} more; --json lists them`] : []),
    ...findings.map(formatFinding),
    ...warnOfSize(name, { items, validation: splits.validation }),
  ].join("\n");
}

/** With the first of its lines. */
function formatFinding({ reason, lines, count }: ImportDocument["findings"][number]): string {
  if (lines.length === 0) return `Warning: ${reason}`;
  const shown = lines.slice(0, MAX_LINES).join(", ");
  return `Warning: ${reason} (${lines.length === 1 ? "line" : "lines"} ${shown}${count > MAX_LINES ? ", …" : ""})`;
}

const MAX_LINES = 5;

const SPLIT_WORDS: Readonly<Record<Split, string>> = {
  train: "train",
  validation: "validation",
  test: "test (sealed)",
};

type Sizes = { readonly items: number; readonly validation: number };

/** What so many validation items cannot show; nothing where they show changes worth having [C21]. */
function warnOfSize(name: string, { items, validation }: Sizes): readonly string[] {
  const warning = warnOfFewItems(validation);
  if (warning === null) return [];
  const rest = validation < items ? ", or more of them into validation with --split validation" : "";
  return [`Warning: ${name} has ${warning} Import more items${rest}.`];
}
