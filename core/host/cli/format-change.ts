import { diffArrays } from "diff";

/** Texts without likeness take long to compare, and their comparison says nothing. */
const PATIENCE_MS = 1000;

type Change = {
  readonly resource: string;
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** One changed place of a resource: unchanged lines once, "-" before what went, "+" before what came. */
export function formatChange({ resource, path, before, after }: Change): string {
  return [`${resource} ${path}`, ...diffLines(toLines(before), toLines(after))].join("\n");
}

function diffLines(before: readonly string[], after: readonly string[]): readonly string[] {
  const parts = diffArrays([...before], [...after], { timeout: PATIENCE_MS });
  if (parts === undefined) return [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)];
  return parts.flatMap(({ value, added, removed }) => {
    const sign = removed ? "-" : added ? "+" : " ";
    return value.map((line) => `${sign} ${line}`.trimEnd());
  });
}

function toLines(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (typeof value === "string" ? value : JSON.stringify(value, null, 2)).split("\n");
}
