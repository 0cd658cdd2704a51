import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { propertiesOf, requiredOf } from "./derive-inputs.ts";
import { JsonField } from "./json-field.tsx";
import { textAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";
import { typeOfProperty, TYPES, withType } from "./schema-types.ts";

type SchemaRowsProps = {
  readonly title: string;
  readonly schema: JsonObject;
  readonly error?: string | undefined;
  readonly onChange: (schema: JsonObject) => void;
};

/** The arguments of a tool, one a row; what rows cannot say is written as JSON. */
export function SchemaRows({ title, schema, error, onChange }: SchemaRowsProps) {
  const [isJson, setIsJson] = useState(false);
  return (
    <section className="make-list" aria-label={title}>
      <header className="make-list-head">
        <h3 className="make-label">{title}</h3>
        <Button variant="subtle" color="gray" aria-pressed={isJson} onClick={() => setIsJson(!isJson)}>
          {isJson ? formStrings.asRows : formStrings.asJson}
        </Button>
      </header>
      {isJson ? (
        <JsonField
          name={title}
          value={schema}
          onChange={(value) => {
            if (isJsonObject(value)) onChange(value);
          }}
        />
      ) : (
        <Rows schema={schema} onChange={onChange} />
      )}
      {error === undefined ? null : <div className="make-fault">{error}</div>}
    </section>
  );
}

function Rows({ schema, onChange }: Pick<SchemaRowsProps, "schema" | "onChange">) {
  const entries = Object.entries(propertiesOf(schema));
  const required = requiredOf(schema);
  const set = (next: ReadonlyArray<readonly [string, JsonObject, boolean]>): void =>
    onChange({
      ...schema,
      type: "object",
      properties: Object.fromEntries(next.map(([name, property]) => [name, property])),
      required: next.filter(([, , isRequired]) => isRequired).map(([name]) => name),
    });
  const rows = entries.map(([name, value]): readonly [string, JsonObject, boolean] => [
    name,
    isJsonObject(value) ? value : {},
    required.includes(name),
  ]);
  return (
    <>
      {rows.map(([name, property, isRequired], at) => {
        const change = (row: readonly [string, JsonObject, boolean]): void => set(rows.with(at, row));
        const isTaken = (other: string): boolean =>
          rows.some(([each], place) => place !== at && each === other);
        return (
          // eslint-disable-next-line react/no-array-index-key -- Its name is being typed; its place is what stays.
          <div key={at} className="make-row make-row-schema">
            <TextInput
              aria-label={formStrings.argumentName(at + 1)}
              classNames={{ input: "mono" }}
              value={name}
              error={name === "" ? formStrings.needed : undefined}
              spellCheck={false}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                if (!isTaken(typed)) change([typed, property, isRequired]);
              }}
            />
            <NativeSelect
              aria-label={formStrings.typeOf(name)}
              value={typeOfProperty(property)}
              data={TYPES.map((type) => ({ value: type, label: formStrings.types[type] }))}
              onChange={(event) => change([name, withType(property, event.currentTarget.value), isRequired])}
            />
            <TextInput
              aria-label={formStrings.meaningOf(name)}
              placeholder={formStrings.meaning}
              value={textAt(property, "description")}
              onChange={(event) => {
                const { description: _old, ...rest } = property;
                const description = event.currentTarget.value;
                change([name, description === "" ? rest : { ...rest, description }, isRequired]);
              }}
            />
            <Checkbox
              size="xs"
              label={formStrings.required}
              aria-label={formStrings.requiredOf(name)}
              checked={isRequired}
              onChange={(event) => change([name, property, event.currentTarget.checked])}
            />
            <RowButtons of={name} onRemove={() => set(rows.toSpliced(at, 1))} />
          </div>
        );
      })}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() => set([...rows, [freshName(rows.map(([name]) => name)), { type: "string" }, true]])}
      >
        {formStrings.addArgument}
      </Button>
    </>
  );
}

function freshName(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`argument${number}`)) number += 1;
  return `argument${number}`;
}
