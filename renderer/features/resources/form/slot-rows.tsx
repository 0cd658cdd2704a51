import { isJsonObject, type JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { propertiesOf, requiredOf } from "./derive-inputs.ts";
import { PropertyFields } from "./property-fields.tsx";
import { objectAt } from "./read-content.ts";

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
        return (
          <div key={name} className="make-row make-row-slot">
            <span className="text-slot make-row-name">{name}</span>
            <PropertyFields
              name={name}
              property={property}
              isRequired={required.includes(name)}
              onProperty={(next) => set({ properties: { ...propertiesOf(schema), [name]: next } })}
              onRequired={(isRequired) =>
                set({ required: isRequired ? [...required, name] : required.filter((each) => each !== name) })
              }
            />
          </div>
        );
      })}
    </section>
  );
}
