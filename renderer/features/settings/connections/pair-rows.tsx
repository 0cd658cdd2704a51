import { ActionIcon, Button, Checkbox, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useId } from "react";
import { connectionStrings } from "#renderer/strings/connections.ts";
import type { HeaderDraft, PairDraft } from "./connection-draft.ts";

type PairRowsProps = {
  readonly title: string;
  readonly note?: string;
  readonly fault: string | undefined;
  /** What stands at the left and at the right of a row. */
  readonly names: readonly [left: string, right: string];
  readonly add: string;
  readonly rows: readonly PairDraft[];
  readonly onChange: (rows: readonly PairDraft[]) => void;
};

/** Names with values, a row each, under the words for what they are. */
export function PairRows({ title, note, fault, names, add, rows, onChange }: PairRowsProps) {
  return (
    <Rows
      {...{ title, note, fault, names, add, rows, onChange }}
      blank={{ name: "", value: "" }}
      extra={() => null}
    />
  );
}

type HeaderRowsProps = {
  readonly fault: string | undefined;
  readonly rows: readonly HeaderDraft[];
  readonly onChange: (rows: readonly HeaderDraft[]) => void;
};

/** The same for headers, whose value may be the name of a key, so that no secret stands in a file. */
export function HeaderRows({ fault, rows, onChange }: HeaderRowsProps) {
  return (
    <Rows
      title={connectionStrings.headers}
      note={undefined}
      fault={fault}
      names={[connectionStrings.headerName, connectionStrings.headerValue]}
      add={connectionStrings.addHeader}
      rows={rows}
      onChange={onChange}
      blank={{ name: "", value: "", isKey: false }}
      extra={(row, change) => (
        <Checkbox
          size="xs"
          label={connectionStrings.headerIsKey}
          checked={row.isKey}
          onChange={(event) => change({ ...row, isKey: event.currentTarget.checked })}
        />
      )}
    />
  );
}

type RowsProps<T extends PairDraft> = Omit<PairRowsProps, "rows" | "onChange" | "note"> & {
  readonly note: string | undefined;
  readonly rows: readonly T[];
  readonly onChange: (rows: readonly T[]) => void;
  readonly blank: T;
  readonly extra: (row: T, change: (row: T) => void) => React.ReactNode;
};

function Rows<T extends PairDraft>(props: RowsProps<T>) {
  const { title, note, fault, names, add, rows, onChange, blank, extra } = props;
  const [left, right] = names;
  const id = useId();
  return (
    <div className="pair-rows" role="group" aria-labelledby={id}>
      <div className="field-label" id={id}>
        {title}
      </div>
      {rows.map((row, at) => {
        const change = (next: T): void => onChange(rows.with(at, next));
        return (
          // eslint-disable-next-line react/no-array-index-key -- A row that is being typed has no other identity than its place.
          <div key={at} className="pair-row">
            <TextInput
              aria-label={connectionStrings.nth(left, at + 1)}
              placeholder={left}
              value={row.name}
              spellCheck={false}
              onChange={(event) => change({ ...row, name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={connectionStrings.nth(right, at + 1)}
              placeholder={right}
              value={row.value}
              spellCheck={false}
              onChange={(event) => change({ ...row, value: event.currentTarget.value })}
            />
            {extra(row, change)}
            <ActionIcon
              aria-label={connectionStrings.takeOut(left.toLowerCase(), at + 1)}
              onClick={() => onChange(rows.toSpliced(at, 1))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        );
      })}
      {fault === undefined ? null : (
        <div className="field-fault" tabIndex={-1}>
          {fault}
        </div>
      )}
      {note === undefined || rows.length === 0 ? null : <div className="field-note">{note}</div>}
      <Button variant="subtle" color="gray" className="pair-add" onClick={() => onChange([...rows, blank])}>
        {add}
      </Button>
    </div>
  );
}
