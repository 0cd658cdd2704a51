// eslint-disable-next-line typescript/triple-slash-reference -- A declaration for an untyped package cannot be imported.
/// <reference path="./monaco-internals.d.ts" />
import { showHiddenSigns } from "#core/domain/hidden-text.ts";
import { DefaultLinesDiffComputer } from "monaco-editor/editor/common/diff/defaultLinesDiffComputer/defaultLinesDiffComputer";

/** Lines `from` to before `to`, counted from 1; empty where `from` equals `to`. */
export type LineSpan = { readonly from: number; readonly to: number };

/** One stretch of lines that took the place of another. */
export type LineChange = { readonly before: LineSpan; readonly after: LineSpan };

/** Beyond this the diff is cut short, and what is left counts as one change. */
const LONGEST_MS = 5000;

/**
 * The changed stretches of two texts, as the diff editor draws them, with what is not seen written out: it is the same algorithm with the same options, so
 * a hunk that is checked here is the hunk that is seen there.
 */
export function findLineChanges(before: string, after: string): readonly LineChange[] {
  const [old, fresh] = [splitLines(showHiddenSigns(before)), splitLines(showHiddenSigns(after))];
  const { changes } = new DefaultLinesDiffComputer().computeDiff(old, fresh, {
    ignoreTrimWhitespace: false,
    maxComputationTimeMs: LONGEST_MS,
    computeMoves: false,
  });
  return changes.map(({ original, modified }) => ({
    before: { from: original.startLineNumber, to: original.endLineNumberExclusive },
    after: { from: modified.startLineNumber, to: modified.endLineNumberExclusive },
  }));
}

/** A carriage return stays in its line: it is written out there, and whoever joins the lines again has it. */
export function splitLines(text: string): string[] {
  return text.split("\n");
}
