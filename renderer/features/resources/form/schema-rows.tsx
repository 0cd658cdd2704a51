import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { propertiesOf, requiredOf } from "./derive-inputs.ts";
import { freshName } from "./fresh-name.ts";
import { useFormFields } from "./form-context.ts";
import { JsonField } from "./json-field.tsx";
import { PropertyFields } from "./property-fields.tsx";
import { RowButtons } from "./row-buttons.tsx";
import { useNamedRows } from "./use-named-rows.ts";

/** Where the schema of what a tool takes stands. */
const PATH = "/inputSchema";

type SchemaRowsProps = {
  readonly title: string;
  readonly schema: JsonObject;
  readonly error?: string | undefined;
  readonly onChange: (schema: JsonObject) => void;
};

/** The arguments of a tool, one a row; what rows cannot say is written as JSON. */
export function SchemaRows({ title, schema, error, onChange }: SchemaRowsProps) {
  const { draft } = useFormFields();
  // What cannot be read yet is seen where it was typed.
  const isBroken = draft.unread[PATH] !== undefined;
  const [isChosen, setIsChosen] = useState(false);
  const isJson = isChosen || isBroken;
  return (
    <section className="make-list" aria-label={title}>
      <header className="make-list-head">
        <h3 className="make-label">{title}</h3>
        <Button
          variant="subtle"
          color="gray"
          aria-pressed={isJson}
          disabled={isBroken}
          onClick={() => setIsChosen(!isJson)}
        >
          {isJson ? formStrings.asRows : formStrings.asJson}
        </Button>
      </header>
      {isJson ? (
        <JsonField
          name={title}
          path={PATH}
          value={schema}
          isObject
          onChange={(value) => {
            setIsChosen(true);
            if (isJsonObject(value)) onChange(value);
          }}
        />
      ) : (
        <Rows schema={schema} onChange={onChange} />
      )}
      {error === undefined || isBroken ? null : <div className="make-fault">{error}</div>}
    </section>
  );
}

type Argument = { readonly property: JsonObject; readonly isRequired: boolean };

function Rows({ schema, onChange }: Pick<SchemaRowsProps, "schema" | "onChange">) {
  const required = requiredOf(schema);
  const members = Object.entries(propertiesOf(schema)).map(([name, value]): readonly [string, Argument] => [
    name,
    { property: isJsonObject(value) ? value : {}, isRequired: required.includes(name) },
  ]);
  const named = useNamedRows(`${PATH}/properties`, members, (next) =>
    onChange({
      ...schema,
      type: "object",
      properties: Object.fromEntries(next.map(([name, { property }]) => [name, property])),
      required: next.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
    }),
  );
  return (
    <>
      {named.rows.map(({ name, typed, value: { property, isRequired } }, at) => {
        return (
          // eslint-disable-next-line react/no-array-index-key -- Its name is being typed; its place is what stays.
          <div key={at} className="make-row make-row-schema">
            <TextInput
              aria-label={formStrings.argumentName(at + 1)}
              classNames={{ input: "mono" }}
              value={typed ?? name}
              error={typed !== null ? formStrings.nameTwice : name === "" ? formStrings.needed : undefined}
              spellCheck={false}
              onChange={(event) => named.rename(at, event.currentTarget.value)}
            />
            <PropertyFields
              name={name}
              property={property}
              isRequired={isRequired}
              onProperty={(next) => named.change(at, { property: next, isRequired })}
              onRequired={(next) => named.change(at, { property, isRequired: next })}
            />
            <RowButtons of={name} onRemove={() => named.remove(at)} />
          </div>
        );
      })}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() =>
          named.add(
            freshName(
              named.rows.map(({ name }) => name),
              (number) => `argument${number}`,
            ),
            { property: { type: "string" }, isRequired: true },
          )
        }
      >
        {formStrings.addArgument}
      </Button>
    </>
  );
}
