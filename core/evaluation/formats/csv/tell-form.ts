import { DELIMITERS, type Delimiter } from "#core/domain/table-form.ts";
import type { Skipped } from "#core/evaluation/formats/row.ts";
import type { Line } from "#core/evaluation/formats/text/lines.ts";
import { readRecords, type Cells } from "./records.ts";

/** Where two would do, a comma and a bar are likelier part of a text. */
const BY_TRUST: readonly Delimiter[] = ["\t", ";", ",", "|"];

const SEP_LINE = /^"?sep=(.)"?[,;\t|]*$/i;

/** The delimiter that a spreadsheet's first line sets, "sep=;"; undefined where the line is none. */
export function readSepLine(line: Line | undefined): Delimiter | undefined {
  const sign = line !== undefined && "text" in line ? SEP_LINE.exec(line.text.trim())?.[1] : undefined;
  if (sign === undefined && line !== undefined && "text" in line && /^"?sep=\t/i.test(line.text)) return "\t";
  return DELIMITERS.find((delimiter) => delimiter === sign);
}

/** What parts the cells of a table: it makes the most of its records equally wide, and wider than one cell. */
export function tellDelimiter(lines: readonly Line[]): Delimiter {
  let best: Judgement & { readonly delimiter: Delimiter } = { delimiter: ",", share: 0, width: 1 };
  for (const delimiter of BY_TRUST) {
    const judged = { delimiter, ...judge(lines, delimiter) };
    const isEven = judged.share === best.share;
    if (isEven ? judged.width > best.width : judged.share > best.share) best = judged;
  }
  return best.delimiter;
}

type Judgement = { readonly share: number; readonly width: number };

function judge(lines: readonly Line[], delimiter: Delimiter): Judgement {
  const records = readRecords(lines, delimiter);
  const { width, count } = findUsualWidth(
    records.filter((record) => "cells" in record && record.cells.length > 1),
  );
  return { share: records.length === 0 ? 0 : count / records.length, width };
}

/** How many cells most records have, and how many records those are. */
export function findUsualWidth(records: readonly (Cells | Skipped)[]): {
  readonly width: number;
  readonly count: number;
} {
  const counts = new Map<number, number>();
  for (const record of records) {
    if ("cells" in record) counts.set(record.cells.length, (counts.get(record.cells.length) ?? 0) + 1);
  }
  let usual = { width: 0, count: 0 };
  for (const [width, count] of counts) {
    if (count > usual.count || (count === usual.count && width > usual.width)) usual = { width, count };
  }
  return usual;
}
