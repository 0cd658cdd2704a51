import type {
  ComparedLineDocument,
  ComparisonDocument,
  DivergenceDocument,
  FiguresDocument,
} from "#core/contract/traces.ts";
import { formatTable, shortId } from "./format.ts";

type Side = ComparisonDocument["left"];

/** Two traces side by side: what each took, where they first differ, and the steps that are not the same. */
export function formatComparison(compared: ComparisonDocument): string {
  const { left, right, first, counts, lines, more } = compared;
  const { same, differing, onlyLeft, onlyRight } = counts;
  return [
    formatTable(
      ["", "trace", "name", "ms", "steps", "errors", "calls", "in", "out", "USD"],
      [toRow("−", left), toRow("+", right)],
    ),
    `${same} the same, ${differing} differ, ${onlyLeft} only in −, ${onlyRight} only in +`,
    ...(first === null ? ["no difference"] : formatFirst(first, compared.sameBefore)),
    "",
    ...lines.map(formatLine),
    ...(more === 0 ? [] : [`… ${more} more`]),
  ].join("\n");
}

function toRow(sign: string, { trace, name, figures }: Side): readonly string[] {
  const { durationMs, spans, errors, calls, inputTokens, outputTokens } = figures;
  const counted = [spans, errors, calls, inputTokens, outputTokens].map(String);
  return [sign, shortId(trace), name, durationMs.toFixed(0), ...counted, formatUsd(figures)];
}

function formatUsd({ usd }: FiguresDocument): string {
  return usd === null ? "unknown" : usd.toFixed(6);
}

function formatFirst(first: DivergenceDocument, sameBefore: number): readonly string[] {
  const { name, field, pointer, leftText, rightText, left } = first;
  const before = `first difference, after ${sameBefore} that are the same: ${name}`;
  if (field === null) return [`${before}, only in ${left === null ? "+" : "−"}`];
  return [
    `${before}, ${field}${pointer === "" ? "" : ` at ${pointer}`}`,
    `  − ${excerpt(leftText, rightText)}`,
    `  + ${excerpt(rightText, leftText)}`,
  ];
}

const AROUND = 40;
const LONGEST = 160;

/** A text where it stops being like the other, with some of what stands before. */
function excerpt(text: string | null, other: string | null): string {
  if (text === null) return "(nothing)";
  let at = 0;
  while (other !== null && at < text.length && text[at] === other[at]) at += 1;
  const from = Math.max(0, at - AROUND);
  const shown = text.slice(from, from + LONGEST).replaceAll(/\s+/g, " ");
  return `${from === 0 ? "" : "…"}${shown}${from + LONGEST < text.length ? "…" : ""}`;
}

function formatLine(line: ComparedLineDocument): string {
  const indent = "  ".repeat(line.depth);
  if (line.kind === "same") return `= ${indent}${line.count} steps identical`;
  const { left, right, fields } = line;
  const name = (left ?? right)?.name ?? "";
  if (right === null) return `− ${indent}${name}`;
  if (left === null) return `+ ${indent}${name}`;
  const renamed = left.name === right.name ? name : `${left.name} → ${right.name}`;
  return fields.length === 0 ? `= ${indent}${renamed}` : `~ ${indent}${renamed}: ${fields.join(", ")}`;
}
