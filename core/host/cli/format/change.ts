import { diffArrays } from "diff";
import { findHiddenSigns, describeHiddenSigns, showHiddenSigns } from "#core/domain/hidden-text.ts";

/** Texts without likeness take long to compare, and their comparison says nothing. */
const PATIENCE_MS = 1000;

type Change = {
  readonly resource: string;
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/**
 * One changed place of a resource: unchanged lines once, "-" before what went, "+" before what came. What is not seen is
 * written out, and said above.
 */
export function formatChange({ resource, path, before, after }: Change): string {
  const hidden = findHiddenSigns(toText(after));
  const warning = hidden.length === 0 ? [] : [`! after the change it holds ${describeHiddenSigns(hidden)}`];
  return [
    `${showHiddenSigns(`${resource} ${path}`)}`,
    ...warning,
    ...diffLines(toLines(before), toLines(after)),
  ].join("\n");
}

function diffLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const parts = diffArrays([...before], [...after], { timeout: PATIENCE_MS });
  if (parts === undefined) return [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  return parts.flatMap(({ value, added, removed }) => {
    const sign = removed ? "-" : added ? "+" : " ";
    return value.map((line) => `${sign} ${sign === " " ? line : showEnd(line)}`.trimEnd());
  });
}

/** Spaces at the end of a changed line may be all that changed. */
function showEnd(line: string): string {
  const kept = line.trimEnd();
  const blanks = Array.from(line.slice(kept.length), (blank) => (blank === "\t" ? "[U+0009]" : "[U+0020]"));
  return kept + blanks.join("");
}

function toLines(value: unknown): readonly string[] {
  return value === undefined ? [] : showHiddenSigns(toText(value)).split("\n");
}

function toText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
