import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { EmptyState, PartialNote } from "#renderer/ui/states.tsx";
import type { Preview } from "./data-queries.ts";
import { ColumnTable } from "./import-columns.tsx";
import { FindingList, findingsOf } from "./import-findings.tsx";
import type { ImportForm } from "./import-form.ts";
import { toLine } from "./item-table.tsx";
import { Scrolling } from "./scrolling.tsx";

type ImportPreviewProps = {
  readonly form: ImportForm;
  readonly preview: Preview;
  readonly problem: Problem | null;
  /** Of the file; "" of a text. */
  readonly name: string;
  /** Whether the fields of input and answer are known: before they are chosen no row is wrong. */
  readonly isChosen: boolean;
  readonly onForm: (form: ImportForm) => void;
};

const VIEWS = ["rows", "columns"] as const;
type View = (typeof VIEWS)[number];

/** The first rows as items, or why they are none; and the columns that they are read from [V15]. */
export function ImportPreview({ form, preview, problem, name, isChosen, onForm }: ImportPreviewProps) {
  // Whoever says what columns are stays with them until all is said.
  const [view, setView] = useState<View>(isChosen ? "rows" : "columns");
  const shown: View = isChosen ? view : "columns";
  return (
    <>
      <header className="import-preview-head">
        <h3>{dataStrings.preview}</h3>
        {!isChosen || preview.rowsSeen === 0 ? null : (
          <span className="faint truncate">
            {shown === "rows"
              ? dataStrings.previewNote(formatCount(preview.rows.length), preview.rows.length === 1)
              : dataStrings.columnsNote(preview.recordsSeen)}
          </span>
        )}
        <div className="pane-spacer" />
        {!isChosen || preview.rowsSeen === 0 ? null : (
          <SegmentedControl
            size="xs"
            className="import-views"
            aria-label={dataStrings.preview}
            value={shown}
            data={VIEWS.map((value) => ({ value, label: dataStrings.views[value] }))}
            onChange={(next) => setView(VIEWS.find((each) => each === next) ?? "rows")}
          />
        )}
      </header>
      {problem === null ? null : (
        <PartialNote>
          <ShownText text={`${problem.message} ${problem.hint}`} />
        </PartialNote>
      )}
      {preview.notes.map((note) => (
        <p key={note} className="import-ask">
          <ShownText text={note} />
        </p>
      ))}
      {preview.rowsSeen === 0 ? (
        <EmptyState title={dataStrings.noRowsRead(name)}>{dataStrings.noRowsReadText}</EmptyState>
      ) : shown === "rows" ? (
        <PreviewRows preview={preview} />
      ) : (
        <>
          {isChosen ? null : <p className="import-ask">{dataStrings.chooseFields}</p>}
          <ColumnTable form={form} preview={preview} onForm={onForm} />
        </>
      )}
    </>
  );
}

const { columns } = dataStrings;

function PreviewRows({ preview }: { readonly preview: Preview }) {
  const [picked, setPicked] = useState<string | null>(null);
  const all = [...preview.rows, ...preview.others];
  const findings = findingsOf(preview.findings, {
    lines: all.filter(({ problem }) => problem !== null).map(({ line }) => line),
    count: preview.problems,
    seen: preview.rowsSeen,
  });
  const lines = findings.find(({ key }) => key === picked)?.lines;
  const rows = lines === undefined ? preview.rows : all.filter(({ line }) => lines.includes(line));
  return (
    <>
      {findings.length === 0 ? null : (
        <FindingList findings={findings} picked={lines === undefined ? null : picked} onPick={setPicked} />
      )}
      <PreviewTable rows={rows} />
    </>
  );
}

function PreviewTable({ rows }: { readonly rows: Preview["rows"] }) {
  return (
    <Scrolling label={dataStrings.preview}>
      <table>
        <thead>
          <tr>
            <th className="import-line">{columns.line}</th>
            <th>{columns.input}</th>
            <th className="import-expected">{columns.expected}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, input, expected, problem }, at) => (
            // eslint-disable-next-line react/no-array-index-key -- Several rows may stand on one line.
            <tr key={`${line}/${at}`}>
              <td className="cell-number faint">{formatCount(line)}</td>
              {problem === null ? (
                <>
                  <td>
                    <div className="import-cell" dir="auto">
                      {toLine(input)}
                    </div>
                  </td>
                  <td>
                    <div className="import-cell mono" dir="auto">
                      {toLine(expected)}
                    </div>
                  </td>
                </>
              ) : (
                <td colSpan={2}>
                  <Mark meaning="bad">{problem}</Mark>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
