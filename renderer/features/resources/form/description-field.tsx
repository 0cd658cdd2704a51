import { Textarea } from "@mantine/core";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { useFormFields } from "./form-context.ts";
import { textAt } from "./read-content.ts";

/** What every kind has: the sentence by which it is found, and by which a model knows a tool. */
export function DescriptionField() {
  const { content, draft, faults, setContent } = useFormFields();
  return (
    <Textarea
      label={formStrings.description}
      description={formStrings.descriptionNotes[draft.kind]}
      value={textAt(content, "description")}
      error={faults["/description"]}
      autosize
      minRows={1}
      maxRows={5}
      onChange={(event) => setContent({ ...content, description: event.currentTarget.value })}
    />
  );
}
