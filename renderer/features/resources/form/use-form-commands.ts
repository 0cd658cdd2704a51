import { useCommands } from "#renderer/navigation/use-commands.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";

type FormCommandParts = { readonly isChanged: boolean; readonly review: () => void };

/** Its keys act in the fields too, as a text has no use for them; but not elsewhere. */
export function useFormCommands({ isChanged, review }: FormCommandParts): void {
  useCommands("resource-form", [
    {
      id: "resource-review",
      title: formStrings.reviewKey,
      group: resourceStrings.group,
      keys: "Mod+Enter",
      pane: "resource",
      isDisabled: !isChanged,
      run: review,
    },
  ]);
}
