import type { Json } from "#core/base/json.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { VirtualTable } from "#renderer/ui/virtual-table.tsx";
import type { Item } from "./data-queries.ts";

type ItemTableProps = {
  readonly items: readonly Item[];
  readonly selected: string | null;
  readonly onSelect: (item: string) => void;
};

const { columns } = dataStrings;

export function ItemTable({ items, selected, onSelect }: ItemTableProps) {
  return (
    <VirtualTable
      label={dataStrings.tabs.items}
      columns="item-columns"
      head={
        <>
          <span role="columnheader">{columns.id}</span>
          <span role="columnheader">{columns.class}</span>
          <span role="columnheader">{columns.input}</span>
          <span role="columnheader">{columns.expected}</span>
        </>
      }
      rows={items}
      keyOf={({ id }) => id}
      isSelected={({ id }) => id === selected}
    >
      {({ id, className, isDev, input, expected }) => (
        <>
          <span role="cell" className="truncate" dir="auto">
            <button type="button" className="item-button mono" data-row onClick={() => onSelect(id)}>
              {id}
            </button>
          </span>
          <span role="cell" className="truncate soft">
            {className}{" "}
            {isDev ? (
              <span className="item-dev" title={dataStrings.devTitle}>
                {dataStrings.dev}
              </span>
            ) : null}
          </span>
          <span role="cell" className="truncate" dir="auto">
            {toLine(input)}
          </span>
          <span role="cell" className="truncate mono soft" dir="auto">
            {toLine(expected)}
          </span>
        </>
      )}
    </VirtualTable>
  );
}

const LONGEST_LINE = 400;

/** Named values of an input are shown as a text is, an answer that is no text as its JSON. */
export function toLine(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.slice(0, LONGEST_LINE).replaceAll(/\s+/g, " ");
}
