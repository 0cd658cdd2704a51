import { Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { runStrings } from "#renderer/strings/run.ts";
import type { ToolField } from "./tool-fields.ts";

type ArgumentFieldProps = {
  readonly field: ToolField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
};

/** The field for one argument, by its type. */
export function ArgumentField({ field, value, error, onChange }: ArgumentFieldProps) {
  const { name, description, isRequired, type, choices } = field;
  const shown = {
    label: name,
    withAsterisk: isRequired,
    ...(description === "" ? {} : { description }),
    ...(error === undefined ? {} : { error }),
  };
  switch (type) {
    case "choice":
      return (
        <Select
          {...shown}
          value={value === "" ? null : value}
          data={[...choices]}
          placeholder={runStrings.notSet}
          clearable={!isRequired}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(next) => onChange(next ?? "")}
        />
      );
    case "boolean":
      return (
        <Checkbox
          size="xs"
          label={name}
          description={description}
          checked={value === "true"}
          onChange={(event) => onChange(event.currentTarget.checked ? "true" : "false")}
        />
      );
    case "number":
      return (
        <TextInput
          {...shown}
          inputMode="decimal"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "text":
    case "json":
      return (
        <Textarea
          {...shown}
          {...(type === "json" ? { className: "run-json" } : {})}
          autosize
          minRows={1}
          maxRows={8}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
