import type { Json } from "#core/base/json.ts";
import type {
  ComparedLineDocument,
  ComparisonDocument,
  DivergenceDocument,
  FiguresDocument,
} from "#core/contract/traces.ts";
import { compareSpans, type ComparedLine, type SpanComparison } from "#core/domain/spans/compare.ts";
import { comparedValue, type ComparedField } from "#core/domain/spans/compared-fields.ts";
import { findFirstDifference } from "#core/domain/spans/first-difference.ts";
import { foldSame, type ShownLine } from "#core/domain/spans/fold-same.ts";
import { gatherSpans, type GatheredSpan } from "./comparable-spans.ts";
import { findSpan } from "./find-span.ts";
import type { ReadTrace } from "./read-trace.ts";

type Asked = { readonly isUnfolded: boolean; readonly limit: number };
type Pair<T> = { readonly left: T; readonly right: T };
type Told = Omit<ComparisonDocument, "left" | "right"> & { readonly figures: Pair<Omitted> };
type Omitted = Omit<FiguresDocument, "durationMs">;

/** Two traces side by side [T40] [T41]. */
export async function compareTraces(traces: Pair<ReadTrace>, { isUnfolded, limit }: Asked): Promise<Told> {
  const spans = {
    left: await gatherSpans(traces.left.parts()),
    right: await gatherSpans(traces.right.parts()),
  };
  const compared = compareSpans(spans.left, spans.right);
  const { lines, first } = compared;
  const shown = isUnfolded ? lines.map((_, line): ShownLine => ({ kind: "line", line })) : foldSame(lines);
  return {
    figures: { left: toFigures(spans.left), right: toFigures(spans.right) },
    counts: countLines(lines),
    first: toDivergence(traces, spans, { compared, shown: shown.slice(0, limit) }),
    sameBefore: lines.slice(0, first?.line).filter(({ isSame }) => isSame).length,
    lines: shown.slice(0, limit).map((each) => toLine(each, lines, spans)),
    more: Math.max(0, shown.length - limit),
  };
}

function toFigures(spans: readonly GatheredSpan[]): Omitted {
  const figures = { spans: spans.length, errors: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
  let usd: number | null = 0;
  for (const { role, hasFailed, usage } of spans) {
    if (hasFailed) figures.errors += 1;
    if (role === "model") figures.calls += 1;
    figures.inputTokens += usage?.inputTokens ?? 0;
    figures.outputTokens += usage?.outputTokens ?? 0;
    if (usage !== null) usd = usd === null || usage.usd === null ? null : usd + usage.usd;
  }
  return { ...figures, usd };
}

function countLines(lines: readonly ComparedLine[]): ComparisonDocument["counts"] {
  const counts = { same: 0, differing: 0, onlyLeft: 0, onlyRight: 0 };
  for (const { left, right, fields } of lines) {
    if (right === -1) counts.onlyLeft += 1;
    else if (left === -1) counts.onlyRight += 1;
    else if (fields.length === 0) counts.same += 1;
    else counts.differing += 1;
  }
  return counts;
}

type Spans = Pair<readonly GatheredSpan[]>;

function toLine(shown: ShownLine, lines: readonly ComparedLine[], spans: Spans): ComparedLineDocument {
  if (shown.kind === "same") {
    return { kind: "same", count: shown.count, depth: lines[shown.from]?.depth ?? 0 };
  }
  const { left = -1, right = -1, depth = 0, fields = [] } = lines[shown.line] ?? {};
  return {
    kind: "line",
    depth,
    left: toSide(spans.left[left]),
    right: toSide(spans.right[right]),
    fields: [...fields],
  };
}

function toSide(span: GatheredSpan | undefined) {
  if (span === undefined) return null;
  const { span: id, name, role, startUs, endUs, usage, hasFailed } = span;
  return {
    ...{ span: id, name, role, hasFailed },
    durationMs: endUs === null ? null : Math.max(0, endUs - startUs) / 1000,
    tokens: usage === null ? null : usage.inputTokens + usage.outputTokens,
  };
}

type Laid = { readonly compared: SpanComparison; readonly shown: readonly ShownLine[] };

function toDivergence(
  traces: Pair<ReadTrace>,
  spans: Spans,
  { compared: { lines, first }, shown }: Laid,
): DivergenceDocument | null {
  const line = first === null ? undefined : lines[first.line];
  if (first === null || line === undefined) return null;
  const [left, right] = [spans.left[line.left], spans.right[line.right]];
  const one = left ?? right;
  if (one === undefined) return null;
  const at = shown.findIndex((each) => each.kind === "line" && each.line === first.line);
  return {
    left: left?.span ?? null,
    right: right?.span ?? null,
    name: one.name,
    role: one.role,
    line: at === -1 ? null : at,
    field: first.field,
    ...textsAt(traces, { left: left?.span ?? null, right: right?.span ?? null }, first.field),
  };
}

/** Only the two spans at which it happened are read again, for what they say. */
function textsAt(traces: Pair<ReadTrace>, ids: Pair<string | null>, field: ComparedField | null) {
  const nothing = { pointer: "", leftText: null, rightText: null };
  if (field === null || ids.left === null || ids.right === null) return nothing;
  const found = findFirstDifference(
    comparedValue(findSpan(traces.left.parts(), ids.left).record, field),
    comparedValue(findSpan(traces.right.parts(), ids.right).record, field),
  );
  if (found === null) return nothing;
  return { pointer: found.pointer, leftText: toText(found.left), rightText: toText(found.right) };
}

/** Longer ones are looked at in the spans themselves. */
const LONGEST_TEXT = 20_000;

function toText(value: Json | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return text.slice(0, LONGEST_TEXT);
}
