import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { propertiesOf, requiredOf } from "./derive-inputs.ts";
import { objectAt, textAt } from "./read-content.ts";
import { typeOfProperty, TYPES, withType } from "./schema-types.ts";

type SlotRowsProps = {
  readonly content: JsonObject;
  readonly onChange: (content: JsonObject) => void;
};

/** The inputs that follow from the texts; what each of them is can be said here. */
export function SlotRows({ content, onChange }: SlotRowsProps) {
  const schema = objectAt(content, "inputSchema");
  const properties = Object.entries(propertiesOf(schema));
  const required = requiredOf(schema);
  const set = (next: JsonObject): void => onChange({ ...content, inputSchema: { ...schema, ...next } });
  return (
    <section className="make-list" aria-label={formStrings.inputs}>
      <h3 className="make-label">{formStrings.inputs}</h3>
      <p className="make-note">{properties.length === 0 ? formStrings.inputsNone : formStrings.inputsNote}</p>
      {properties.map(([name, value]) => {
        const property = isJsonObject(value) ? value : {};
        const setProperty = (next: JsonObject): void =>
          set({ properties: { ...propertiesOf(schema), [name]: next } });
        return (
          <div key={name} className="make-row make-row-slot">
            <span className="text-slot make-row-name">{name}</span>
            <NativeSelect
              aria-label={formStrings.typeOf(name)}
              value={typeOfProperty(property)}
              data={TYPES.map((type) => ({ value: type, label: formStrings.types[type] }))}
              onChange={(event) => setProperty(withType(property, event.currentTarget.value))}
            />
            <TextInput
              aria-label={formStrings.meaningOf(name)}
              placeholder={formStrings.meaning}
              value={textAt(property, "description")}
              onChange={(event) => {
                const { description: _old, ...rest } = property;
                const description = event.currentTarget.value;
                setProperty(description === "" ? rest : { ...rest, description });
              }}
            />
            <Checkbox
              size="xs"
              label={formStrings.required}
              aria-label={formStrings.requiredOf(name)}
              checked={required.includes(name)}
              onChange={(event) =>
                set({
                  required: event.currentTarget.checked
                    ? [...required, name]
                    : required.filter((each) => each !== name),
                })
              }
            />
          </div>
        );
      })}
    </section>
  );
}
