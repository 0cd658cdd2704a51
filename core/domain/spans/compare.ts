import type { SpanRole } from "#core/domain/span-role.ts";
import { COMPARED_FIELDS, TOLD_FIELDS, type ComparedField } from "./compared-fields.ts";
import { alignSequences, type Alignable } from "./align.ts";
import { toOutline, type Outline } from "./outline.ts";

/** A span as it is compared: by where it stands, and by digests of what it was told and what came of it. */
export type ComparableSpan = {
  readonly span: string;
  readonly parent: string | null;
  readonly name: string;
  readonly role: SpanRole;
  readonly startUs: number;
  readonly digests: Digests;
};

/** By field; what a span says nothing of is absent. */
export type Digests = { readonly [Field in ComparedField]?: string };

/** A line of both traces: a span of each, or of one alone. Lines stand depth first, siblings in the order of their starts. */
export type ComparedLine = {
  /** Places in what was given, -1 where a side has none. */
  readonly left: number;
  readonly right: number;
  readonly depth: number;
  /** Fields in which the two differ; none where one stands alone. */
  readonly fields: readonly ComparedField[];
  /** Whether the spans, and all that is below them, are the same on both sides. */
  readonly isSame: boolean;
};

export type Divergence = {
  /** Its place among the lines. */
  readonly line: number;
  /** What differs first; null where one side has no such span. */
  readonly field: ComparedField | null;
};

export type SpanComparison = {
  readonly lines: readonly ComparedLine[];
  /** The first place at which the two went different ways, as it went in time; null where they never did. */
  readonly first: Divergence | null;
};

/**
 * Aligns the spans of two traces by what they are of, by name and by order, never by id, and tells where they differ [T40].
 * Children of spans that stand for each other are aligned with each other alone, which keeps the work in proportion to the
 * spans: an alignment over the levels of a tree would not be.
 */
export function compareSpans(
  left: readonly ComparableSpan[],
  right: readonly ComparableSpan[],
): SpanComparison {
  const sides: Sides = { left, right, ofLeft: toOutline(left), ofRight: toOutline(right) };
  const lines: Line[] = [];
  const waiting = pairUp(sides, { left: sides.ofLeft.roots, right: sides.ofRight.roots, depth: 0 });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { left: a, right: b, depth } = next;
    const fields = differingFields(left[a], right[b]);
    lines.push({ ...next, fields, isSame: a !== -1 && b !== -1 && fields.length === 0 });
    const below = { left: sides.ofLeft.children(a), right: sides.ofRight.children(b), depth: depth + 1 };
    for (const child of pairUp(sides, below)) waiting.push(child);
  }
  spreadDifferences(lines);
  return { lines, first: findFirst(lines) };
}

type Line = { -readonly [Key in keyof ComparedLine]: ComparedLine[Key] };
type Waiting = Pick<ComparedLine, "left" | "right" | "depth">;

type Sides = {
  readonly left: readonly ComparableSpan[];
  readonly right: readonly ComparableSpan[];
  readonly ofLeft: Outline;
  readonly ofRight: Outline;
};

type Level = {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly depth: number;
};

/** The last one first, as they are taken from the end. */
function pairUp(sides: Sides, { left, right, depth }: Level): Waiting[] {
  const toAlignable = (span: ComparableSpan | undefined): Alignable => {
    const kind = kindOf(span, depth);
    return {
      kind,
      whole: JSON.stringify([kind, span?.name, TOLD_FIELDS.map((field) => span?.digests[field])]),
    };
  };
  return alignSequences(
    left.map((place) => toAlignable(sides.left[place])),
    right.map((place) => toAlignable(sides.right[place])),
  )
    .map(([a, b]) => ({ left: left[a] ?? -1, right: right[b] ?? -1, depth }))
    .toReversed();
}

/**
 * Which model answers is a difference of a call, not another kind of step: of calls only what they do counts. Nor is a run
 * of another agent another kind of run; but of agents that one run asks, each is who it is.
 */
function kindOf(span: ComparableSpan | undefined, depth: number): string {
  if (span === undefined) return "";
  const { role, name } = span;
  if (depth === 0 && role === "agent") return role;
  return `${role} ${role === "model" ? (name.split(" ", 1)[0] ?? "") : name}`;
}

function differingFields(
  left: ComparableSpan | undefined,
  right: ComparableSpan | undefined,
): readonly ComparedField[] {
  if (left === undefined || right === undefined) return [];
  return COMPARED_FIELDS.filter((field) => left.digests[field] !== right.digests[field]);
}

/** A line is the same only where all below it are. From the last line up, each tells the one that it hangs on. */
function spreadDifferences(lines: readonly Line[]): void {
  const differs: boolean[] = [];
  for (const line of lines.toReversed()) {
    if (differs[line.depth + 1] === true) line.isSame = false;
    differs[line.depth + 1] = false;
    if (!line.isSame) differs[line.depth] = true;
  }
}

/** What a span was told counts when it begins, what came of it when it is over: after all that is below it. */
function findFirst(lines: readonly Line[]): Divergence | null {
  const open: { readonly line: number; readonly depth: number; readonly came: ComparedField | undefined }[] =
    [];
  const close = (depth: number): Divergence | null => {
    for (let last = open.at(-1); last !== undefined && last.depth >= depth; last = open.at(-1)) {
      open.pop();
      if (last.came !== undefined) return { line: last.line, field: last.came };
    }
    return null;
  };
  for (const [line, { left, right, depth, fields }] of lines.entries()) {
    const before = close(depth);
    if (before !== null) return before;
    if (left === -1 || right === -1) return { line, field: null };
    const told = fields.find((field) => TOLD.has(field));
    if (told !== undefined) return { line, field: told };
    open.push({ line, depth, came: fields[0] });
  }
  return close(0);
}

const TOLD: ReadonlySet<ComparedField> = new Set(TOLD_FIELDS);
