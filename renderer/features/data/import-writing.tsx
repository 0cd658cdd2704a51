import { Select } from "@mantine/core";
import { DECIMALS } from "#core/domain/scoring/number-forms.ts";
import { DELIMITERS, ENCODINGS } from "#core/domain/table-form.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import type { Preview } from "./data-queries.ts";
import { comparesNumbers, NO_FIELDS, type ImportForm } from "./import-form.ts";

type WritingOptionsProps = {
  readonly form: ImportForm;
  readonly preview: Preview | null;
  /** It cannot be read as it is: what is not told of it may be why. */
  readonly isFaulty: boolean;
  readonly change: (part: Partial<ImportForm>) => void;
};

const HEADERS = ["yes", "no"] as const;

/** How the file is written, as it was told from its bytes, to be said otherwise. */
export function WritingOptions({ form, preview, isFaulty, change }: WritingOptionsProps) {
  const table = preview?.table ?? null;
  const told = table === null ? "" : table.header ? "yes" : "no";
  return (
    <>
      {table === null ? null : (
        <>
          <div className="import-pair">
            <Choice
              label={dataStrings.delimiter}
              value={form.delimiter === "" ? table.delimiter : form.delimiter}
              data={DELIMITERS.map((value) => ({ value, label: dataStrings.delimiters[value] }))}
              onChange={(delimiter) => change({ delimiter })}
            />
            <Choice
              label={dataStrings.header}
              value={form.header === "" ? told : form.header}
              data={HEADERS.map((value) => ({ value, label: dataStrings.headers[value] }))}
              onChange={(header) => change({ header, ...NO_FIELDS })}
            />
          </div>
        </>
      )}
      {table === null && !isFaulty ? null : (
        <Choice
          label={dataStrings.encoding}
          value={form.encoding === "" ? (table?.encoding ?? "") : form.encoding}
          data={ENCODINGS.map((value) => ({ value, label: value }))}
          onChange={(encoding) => change({ encoding, ...NO_FIELDS })}
        />
      )}
      {comparesNumbers(form) ? (
        <Choice
          label={dataStrings.decimals}
          description={dataStrings.decimalsHint}
          value={form.decimals}
          data={["" as const, ...DECIMALS].map((value) => ({
            value,
            label: dataStrings.decimalMarks[value === "" ? "told" : value],
          }))}
          onChange={(decimals) => change({ decimals })}
        />
      ) : null}
    </>
  );
}

type ChoiceProps<V extends string> = {
  readonly label: string;
  readonly description?: string;
  readonly value: V | "";
  readonly data: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
};

function Choice<V extends string>({ label, description, value, data, onChange }: ChoiceProps<V>) {
  return (
    <Select
      label={label}
      description={description}
      value={value}
      data={[...data]}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(chosen) => {
        const found = data.find((each) => each.value === chosen);
        if (found !== undefined) onChange(found.value);
      }}
    />
  );
}
