import { Fragment, useMemo } from "react";
import { uiStrings } from "#renderer/strings/ui.ts";
import { diffText, type DiffLine, type Words } from "./diff-text.ts";
import "./diff-view.css";
import { MarkedText } from "#renderer/ui/shown-text.tsx";
import { showHiddenSigns } from "#core/domain/hidden-text.ts";

type DiffViewProps = { readonly before: unknown; readonly after: unknown };

/** Unchanged lines shown around a change. */
const AROUND = 3;

/** Two values, line under line: texts as they are, with what is not seen written out; anything else as JSON. An absent side is all added or all removed. */
export function DiffView({ before, after }: DiffViewProps) {
  const rows = useMemo(() => withoutFar(diffValues(before, after)), [before, after]);
  return (
    <table className="diff" aria-label={uiStrings.diff}>
      <tbody>
        {rows.map((row) =>
          "skipped" in row ? (
            <tr key={`skip-${row.from}`} className="diff-skip">
              <td colSpan={4}>{uiStrings.unchangedLines(row.skipped)}</td>
            </tr>
          ) : (
            <tr key={`${row.before ?? ""}-${row.after ?? ""}`} className={`diff-line diff-${row.kind}`}>
              <td className="diff-number">{row.before}</td>
              <td className="diff-number">{row.after}</td>
              <td className="diff-sign">
                <span aria-hidden="true">{SIGNS[row.kind]}</span>
                <span className="visually-hidden">{SIGN_WORDS[row.kind]}</span>
              </td>
              <td className="diff-text" dir="auto">
                {row.words === null ? <MarkedText text={row.text} /> : <WordsView words={row.words} />}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

const SIGNS = { same: "", removed: "−", added: "+" } as const;
const SIGN_WORDS = { same: "unchanged", removed: "removed", added: "added" } as const;

function WordsView({ words }: { readonly words: Words }) {
  return words.map(({ kind, items }, at) => {
    const text = items.join("");
    const shown = <MarkedText text={text} />;
    // eslint-disable-next-line react/no-array-index-key -- Stretches of one line have no other identity than their place.
    return <Fragment key={at}>{kind === "same" ? shown : <mark>{shown}</mark>}</Fragment>;
  });
}

function diffValues(before: unknown, after: unknown): readonly DiffLine[] {
  if (before === undefined) return wholly("added", after);
  if (after === undefined) return wholly("removed", before);
  return diffText(toText(before), toText(after));
}

function wholly(kind: "added" | "removed", value: unknown): readonly DiffLine[] {
  return toText(value)
    .split("\n")
    .map((text, at) => ({
      kind,
      before: kind === "removed" ? at + 1 : null,
      after: kind === "added" ? at + 1 : null,
      text,
      words: null,
    }));
}

function toText(value: unknown): string {
  return showHiddenSigns(typeof value === "string" ? value : JSON.stringify(value, null, 2));
}

type Skip = { readonly skipped: number; readonly from: number };

/** Long unchanged runs become one line that says how much was left out. */
function withoutFar(lines: readonly DiffLine[]): readonly (DiffLine | Skip)[] {
  const isNear = new Uint8Array(lines.length);
  lines.forEach(({ kind }, at) => {
    if (kind !== "same") isNear.fill(1, Math.max(0, at - AROUND), at + AROUND + 1);
  });
  const rows: (DiffLine | Skip)[] = [];
  lines.forEach((line, at) => {
    const last = rows.at(-1);
    if (isNear[at] === 1) rows.push(line);
    else if (last !== undefined && "skipped" in last)
      rows[rows.length - 1] = { ...last, skipped: last.skipped + 1 };
    else rows.push({ skipped: 1, from: at });
  });
  return rows;
}
