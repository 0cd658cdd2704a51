import { NativeSelect } from "@mantine/core";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount, formatPercent } from "#renderer/text/format.ts";
import { Scrolling } from "./scrolling.tsx";
import type { Preview } from "./data-queries.ts";
import {
  changeUse,
  columnUse,
  COLUMN_USES,
  tellsAnswers,
  type ColumnUse,
  type ImportForm,
} from "./import-form.ts";

type ColumnTableProps = {
  readonly form: ImportForm;
  readonly preview: Preview;
  readonly onForm: (form: ImportForm) => void;
};

/** Each column with what its values are, and what it is used as: what one chooses from, and corrects. */
export function ColumnTable({ form, preview, onForm }: ColumnTableProps) {
  const { columns, recordsSeen } = preview;
  const isSelfTold = tellsAnswers(form);
  return (
    <Scrolling label={dataStrings.views.columns} isWide>
      <table>
        <thead>
          <tr>
            <th>{dataStrings.column}</th>
            <th>{dataStrings.firstValue}</th>
            {isSelfTold ? null : <th className="import-use">{dataStrings.usedAs}</th>}
            <th className="import-kind">{dataStrings.valueKind}</th>
            <th className="import-figure">{dataStrings.filled}</th>
            <th className="import-figure">{dataStrings.distinct}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <td className="mono import-name">{column.name}</td>
              <td>
                <div className="import-cell" dir="auto">
                  {column.sample}
                </div>
                {column.notes.map((note) => (
                  <div key={note} className="import-note">
                    {note}
                  </div>
                ))}
              </td>
              {isSelfTold ? null : (
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={dataStrings.columnUse(column.name)}
                    value={columnUse(form, preview, column.name)}
                    data={COLUMN_USES.map((value) => ({ value, label: dataStrings.uses[value] }))}
                    onChange={(event) => {
                      const use = event.currentTarget.value as ColumnUse;
                      onForm(changeUse(form, { preview, column: column.name, use }));
                    }}
                  />
                </td>
              )}
              <td>{dataStrings.kinds[column.kind]}</td>
              <td className="cell-number">
                {recordsSeen === 0 ? "" : formatPercent((recordsSeen - column.empty) / recordsSeen)}
              </td>
              <td className="cell-number">{formatCount(column.distinct)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
