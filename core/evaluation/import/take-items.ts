import { AppError } from "#core/base/app-error.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import type { Finding } from "#core/domain/import-finding.ts";
import { isRemark, type Skipped } from "#core/evaluation/formats/row.ts";
import { findFindings } from "./findings/find-findings.ts";
import { answerKey, foundAt, type Twice } from "./findings/found.ts";
import type { ReadItem } from "./items.ts";
import type { ReadingRequest } from "./plan.ts";
import { setAsideUnclear } from "./unclear-numbers.ts";

const MAX_ITEMS = 100_000;
const MAX_REPORTED = 1000;
/** Different things that are not read; a file that has more of them is of another kind. */
const MAX_REMARKS = 50;

export type Taken = {
  readonly items: readonly ReadItem[];
  readonly skipped: readonly Skipped[];
  /** How many that are. */
  readonly skippedCount: number;
  /** What of items that are kept is not read. */
  readonly remarks: ReadonlyArray<Required<Skipped>>;
  readonly twice: readonly Twice[];
};

/** Takes items as they are read, each id once; what is said of items that are kept is no loss [S46]. Throws dataset-invalid over 100,000 items. */
export function createTaker() {
  const items: ReadItem[] = [];
  const skipped: Skipped[] = [];
  const remarks: Array<Required<Skipped>> = [];
  const takenById = new Map<string, ReadItem>();
  const twice: Twice[] = [];
  let unreported = 0;
  let lastLine = 0;

  const report = (entry: Skipped): void => {
    lastLine = entry.line;
    if (skipped.length < MAX_REPORTED) skipped.push(entry);
    else unreported += 1;
  };
  return {
    take: (entry: ReadItem | Skipped): void => {
      if (isRemark(entry)) {
        if (remarks.length < MAX_REMARKS) remarks.push(entry);
        return;
      }
      if ("reason" in entry) {
        report(entry);
        return;
      }
      const earlier = takenById.get(entry.item.id);
      if (earlier !== undefined) {
        const agrees = answerKey(earlier.item.expected) === answerKey(entry.item.expected);
        report({ line: entry.line, reason: whyTwice(entry.item.id, { line: earlier.line, agrees }) });
        if (isIdFromInput(entry.item.id)) twice.push({ line: entry.line, earlier: earlier.line, agrees });
      } else if (items.length === MAX_ITEMS) throw tooMany();
      else {
        takenById.set(entry.item.id, entry);
        items.push(entry);
      }
    },
    all: (): Taken => ({
      twice,
      items,
      remarks,
      skippedCount: skipped.length + unreported,
      skipped:
        unreported === 0
          ? skipped
          : [...skipped, { line: lastLine, reason: `${unreported} more lines up to here` }],
    }),
  };
}

function whyTwice(id: string, { line, agrees }: { readonly line: number; readonly agrees: boolean }): string {
  if (!isIdFromInput(id)) return `its id ${id} is that of line ${line}`;
  return agrees
    ? `it asks the same as line ${line}`
    : `it asks the same as line ${line} and expects another answer`;
}

function isIdFromInput(id: string): boolean {
  return /^item-[0-9a-f]{16}$/.test(id);
}

function tooMany(): AppError {
  return new AppError("dataset-invalid", `The source has more than ${MAX_ITEMS} items.`, {
    hint: "Draw a sample of it: a few thousand items show more than any change can need.",
  });
}

type Settling = { readonly request: Pick<ReadingRequest, "decimals" | "prompts">; readonly scorer: Scorer };

/** What all items together show of single ones: answers that others put in doubt are left out, and what is found is told. */
export function settle(
  { twice, ...taken }: Taken,
  { request: { decimals, prompts }, scorer }: Settling,
): Omit<Taken, "twice"> & { readonly findings: readonly Finding[] } {
  const all = decimals === undefined ? { ...taken, ...setAsideUnclear(scorer, taken) } : taken;
  const { items, remarks } = all;
  const found = findFindings({ items, scorer, twice, prompts: prompts ?? [] });
  return {
    ...all,
    skippedCount: taken.skippedCount + taken.items.length - items.length,
    findings: [...remarks.flatMap(tellRemark), ...found],
  };
}

function tellRemark({ reason, keptAt }: Required<Skipped>): readonly Finding[] {
  const told = foundAt(keptAt, { kind: "part-unread", reason: `Not all is read: ${reason}.` });
  return told === null ? [] : [told];
}
