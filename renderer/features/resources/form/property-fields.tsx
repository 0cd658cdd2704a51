import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { textAt } from "./read-content.ts";
import { typeOfProperty, TYPES, withType } from "./schema-types.ts";

type PropertyFieldsProps = {
  readonly name: string;
  readonly property: JsonObject;
  readonly isRequired: boolean;
  readonly onProperty: (property: JsonObject) => void;
  readonly onRequired: (isRequired: boolean) => void;
};

/** What a row says of one value of a schema: its type, what it means, and whether it has to come. */
export function PropertyFields(props: PropertyFieldsProps) {
  const { name, property, isRequired, onProperty, onRequired } = props;
  return (
    <>
      <NativeSelect
        aria-label={formStrings.typeOf(name)}
        value={typeOfProperty(property)}
        data={TYPES.map((type) => ({ value: type, label: formStrings.types[type] }))}
        onChange={(event) => onProperty(withType(property, event.currentTarget.value))}
      />
      <TextInput
        aria-label={formStrings.meaningOf(name)}
        placeholder={formStrings.meaning}
        value={textAt(property, "description")}
        onChange={(event) => {
          const { description: _old, ...rest } = property;
          const description = event.currentTarget.value;
          onProperty(description === "" ? rest : { ...rest, description });
        }}
      />
      <Checkbox
        size="xs"
        label={formStrings.required}
        aria-label={formStrings.requiredOf(name)}
        checked={isRequired}
        onChange={(event) => onRequired(event.currentTarget.checked)}
      />
    </>
  );
}
