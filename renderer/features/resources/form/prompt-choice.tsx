import { Button, Select, TextInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { resourceAtQuery } from "#renderer/store/shared-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { startingContent } from "#renderer/features/resources/form/starting-content.ts";
import type { BesideDraft } from "#renderer/store/form-slice.ts";
import { inputNamesOf } from "./derive-inputs.ts";
import { faultsInBeside } from "./judge-form.ts";
import { useFormFields } from "./form-context.ts";
import { PromptText } from "./prompt-fields.tsx";
import { useChoosePrompt } from "./use-choose-prompt.ts";
import { textAt } from "./read-content.ts";

/** Which prompt an agent has: one that is there, or a new one that is written here and lands with the agent. */
export function PromptChoice() {
  const { content, draft, faults, registry, change } = useFormFields();
  const prompts = registry.filter(({ kind }) => kind === "prompt").map(({ name }) => name);
  const chosen = textAt(content, "prompt");
  const choose = useChoosePrompt();
  if (draft.beside !== null) return <NewPrompt beside={draft.beside} />;
  return (
    <div className="make-choice-row">
      <Select
        label={resourceStrings.prompt}
        placeholder={prompts.length === 0 ? formStrings.promptNone : formStrings.choosePrompt}
        description={<ChosenPrompt name={chosen} branch={draft.branch} />}
        error={faults["/prompt"]}
        data={prompts.includes(chosen) || chosen === "" ? prompts : [chosen, ...prompts]}
        value={chosen === "" ? null : chosen}
        searchable
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(name) => {
          if (name !== null) choose(name);
        }}
      />
      <Button
        onClick={() => {
          const start = startingContent("prompt", null);
          const name = draft.name === "" ? "" : draft.name;
          change({
            beside: { name, content: start },
            content: { ...content, prompt: name, inputs: inputNamesOf(start) },
          });
        }}
      >
        {formStrings.newPromptHere}
      </Button>
    </div>
  );
}

function ChosenPrompt({ name, branch }: { readonly name: string; readonly branch: string }) {
  return name === "" ? null : <AsksFor name={name} branch={branch} />;
}

function AsksFor({ name, branch }: { readonly name: string; readonly branch: string }) {
  const shown = useQuery(resourceAtQuery(`prompt/${name}`, branch)).data;
  if (shown === undefined) return null;
  const slots = inputNamesOf(shown.content as JsonObject); // As every content is.
  return <>{slots.length === 0 ? formStrings.inputsNone : formStrings.asksForSlots(slots)}</>;
}

/** A prompt in the form of its agent: name and texts, and nothing else that could wait. */
function NewPrompt({ beside }: { readonly beside: BesideDraft }) {
  const { content, faults, change } = useFormFields();
  const set = (next: BesideDraft): void =>
    change({
      beside: next,
      content: { ...content, prompt: next.name, inputs: inputNamesOf(next.content) },
    });
  return (
    <fieldset className="make-beside">
      <legend className="make-label">{formStrings.newPrompt}</legend>
      <div className="make-choice-row">
        <TextInput
          label={formStrings.name}
          classNames={{ input: "mono" }}
          value={beside.name}
          error={faults["beside"]}
          spellCheck={false}
          onChange={(event) => set({ ...beside, name: event.currentTarget.value })}
        />
        <Button onClick={() => change({ beside: null, content: { ...content, prompt: "", inputs: [] } })}>
          {formStrings.chooseInstead}
        </Button>
      </div>
      <PromptText
        content={beside.content}
        faults={faultsInBeside(faults)}
        onChange={(next) => set({ ...beside, content: next })}
      />
    </fieldset>
  );
}
