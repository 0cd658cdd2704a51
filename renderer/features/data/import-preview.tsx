import type { Problem } from "#renderer/ui/problem.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount } from "#renderer/text/format.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { PartialNote } from "#renderer/ui/states.tsx";
import type { Preview } from "./data-queries.ts";
import { toLine } from "./item-table.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type ImportPreviewProps = {
  readonly preview: Preview | null;
  readonly problem: Problem | null;
  /** Whether the fields of input and answer are known: before they are chosen no row is wrong. */
  readonly isChosen: boolean;
};

/** The first rows as items, or why they are none. */
export function ImportPreview({ preview, problem, isChosen }: ImportPreviewProps) {
  const bad = !isChosen ? 0 : (preview?.rows.filter((row) => row.problem !== null).length ?? 0);
  return (
    <>
      <header className="import-preview-head">
        <h3>{dataStrings.preview}</h3>
        {preview === null || !isChosen ? null : (
          <span className="faint">{dataStrings.previewNote(formatCount(preview.rows.length))}</span>
        )}
        <div className="pane-spacer" />
        {bad === 0 ? null : <Mark meaning="bad">{dataStrings.problems(bad)}</Mark>}
      </header>
      {problem === null ? null : (
        <PartialNote>
          <ShownText text={`${problem.message} ${problem.hint}`} />
        </PartialNote>
      )}
      {preview === null ? null : isChosen ? (
        <PreviewTable preview={preview} />
      ) : (
        <ColumnTable preview={preview} />
      )}
    </>
  );
}

/** The columns of the source with the values of its first row: what one chooses from. */
function ColumnTable({ preview: { columns: found } }: { readonly preview: Preview }) {
  return (
    <>
      <p className="import-ask">{dataStrings.chooseFields}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys. */}
      <div className="import-table" tabIndex={0} role="region" aria-label={dataStrings.preview}>
        <table>
          <thead>
            <tr>
              <th>{dataStrings.column}</th>
              <th>{dataStrings.firstValue}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ name, sample }) => (
              <tr key={name}>
                <td className="mono">{name}</td>
                <td>
                  <div className="import-cell" dir="auto">
                    {sample}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const { columns } = dataStrings;

function PreviewTable({ preview }: { readonly preview: Preview }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keys.
    <div className="import-table" tabIndex={0} role="region" aria-label={dataStrings.preview}>
      <table>
        <thead>
          <tr>
            <th className="import-line">{columns.line}</th>
            <th>{columns.input}</th>
            <th>{columns.expected}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ line, input, expected, problem }) => (
            <tr key={line}>
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
    </div>
  );
}
