import { lineageStrings } from "#renderer/strings/lineage.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";

/** One of the answers that the picture of a history is made of. */
export type LineagePart = {
  readonly name: keyof typeof lineageStrings.parts;
  readonly problem: Problem | undefined;
  /** Whether nothing of it was ever read; else what stands there is the last that was known. */
  readonly isMissing: boolean;
};

/** What the picture lacks, and why, in words: without proposals or scores it looks whole and is not. Null where nothing failed. */
export function tellLack(parts: readonly LineagePart[]): string | null {
  const failed = parts.filter(({ problem }) => problem !== undefined);
  const missing = failed.filter(({ isMissing }) => isMissing);
  const why = (missing[0] ?? failed[0])?.problem?.message;
  if (why === undefined) return null;
  const names = missing.map(({ name }) => lineageStrings.parts[name]);
  const said = names.length === 0 ? why : lineageStrings.couldNotBeRead(names, why);
  return failed.length === missing.length ? said : `${said} ${uiStrings.showingOld}`;
}
