import { splitLines } from "#renderer/editor/line-changes.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import type { Hunk, Part } from "./hunk.ts";

const LONGEST = 200;

/**
 * What a proposal of the taken hunks alone does, in the words that it takes: its title becomes a commit's message, and
 * must not name what was left out. `whole`: the title of the whole, for what has no words of its own.
 */
export function titleOfTaken(parts: readonly Part[], refused: ReadonlySet<string>, whole: string): string {
  const taken = parts.flatMap((part) =>
    part.hunks.filter(({ id }) => !refused.has(id)).map((hunk) => wordsOf(part, hunk)),
  );
  const said = taken.filter((words) => words !== "").join(" ");
  if (said === "") return reviewStrings.partOf(whole).slice(0, LONGEST);
  return said.length <= LONGEST ? said : `${said.slice(0, LONGEST - 1)}…`;
}

function wordsOf({ before, after }: Part, hunk: Hunk): string {
  if (hunk.kind === "value") return "";
  const [old, fresh] =
    hunk.kind === "record"
      ? [textOf(hunk.before), textOf(hunk.after)]
      : [linesOf(before, hunk.change.before), linesOf(after, hunk.change.after)];
  if (fresh !== "") return fresh;
  return old === "" ? "" : reviewStrings.takesOut(old);
}

function linesOf(text: Part["before"], { from, to }: { readonly from: number; readonly to: number }): string {
  if (typeof text !== "string") return "";
  return splitLines(text)
    .slice(from - 1, to - 1)
    .map((line) => line.trim().replace(/^[-*•]\s+/, ""))
    .filter((line) => line !== "")
    .join(" ");
}

function textOf(record: Part["before"] | null): string {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return "";
  const { text } = record as { readonly text?: unknown };
  return typeof text === "string" ? text : "";
}
