import { Button, Select, TextInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { suggestName } from "#renderer/features/resources/form/check-name.ts";
import type { Form } from "#renderer/features/resources/form/use-form.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import type { Resources } from "#renderer/store/shared-queries.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { focusOnMount } from "#renderer/ui/focus-on-mount.ts";
import { useCopy } from "./use-copy.ts";

type NewHeadProps = {
  readonly form: Form;
  readonly fault: string | undefined;
  readonly registry: Resources;
  /** What it begins with where it is no copy. */
  readonly start: JsonObject;
};

/** What only a new resource is asked: its name, and whether it begins as a copy. */
export function NewHead({ form, fault, registry, start }: NewHeadProps) {
  const { draft, change } = form;
  const { kind, name, copiedFrom } = draft;
  const copy = useCopy(form, start);
  const sources = registry
    .filter((each) => each.kind === kind && each.state !== "archived")
    .map((each) => each.name);
  const suggested = fault === undefined ? null : suggestName(name.split("/").at(-1) ?? "");
  return (
    <div className="make-pair">
      <div>
        <TextInput
          ref={focusOnMount}
          label={formStrings.name}
          description={formStrings.nameNote}
          classNames={{ input: "mono" }}
          value={name}
          error={fault}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change(renamed(draft, event.currentTarget.value))}
        />
        {suggested === null || suggested === name ? null : (
          <Button className="make-add" variant="subtle" onClick={() => change(renamed(draft, suggested))}>
            {formStrings.useName(suggested)}
          </Button>
        )}
      </div>
      {sources.length === 0 ? null : (
        <Select
          label={formStrings.copyOf}
          placeholder={formStrings.copyNone}
          data={sources}
          value={copiedFrom?.resource.slice(kind.length + 1) ?? null}
          searchable
          clearable
          clearButtonProps={{ "aria-label": formStrings.copyClear }}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={copy}
        />
      )}
    </div>
  );
}

/** A prompt that is made with an agent is called as the agent is, until somebody calls it otherwise. */
function renamed({ name, beside, content }: FormDraft, next: string): Partial<FormDraft> {
  if (beside === null || beside.name !== name) return { name: next };
  return { name: next, beside: { ...beside, name: next }, content: { ...content, prompt: next } };
}
