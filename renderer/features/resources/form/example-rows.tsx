import { Button } from "@mantine/core";
import type { Json, JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { useFormFields } from "./form-context.ts";
import { JsonField } from "./json-field.tsx";
import { withoutMember } from "./unread-texts.ts";
import { objectsAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";

/** Calls whose answers every version must give: run each time the change is looked at. */
export function ExampleRows() {
  const { content, draft, faults, setContent, editUnread } = useFormFields();
  const examples = objectsAt(content, "examples");
  const set = (next: readonly JsonObject[]): void => setContent({ ...content, examples: next });
  return (
    <section className="make-list" aria-label={formStrings.examples}>
      <h3 className="make-label">{formStrings.examples}</h3>
      <p className="make-note">{formStrings.examplesNote}</p>
      {examples.map((example, at) => (
        <Example
          // eslint-disable-next-line react/no-array-index-key -- An example has no name but its place.
          key={at}
          at={at}
          example={example}
          onChange={(next) => set(examples.with(at, next))}
          onRemove={() => {
            set(examples.toSpliced(at, 1));
            editUnread(() => withoutMember(draft.unread, "/examples", at));
          }}
        />
      ))}
      {faults["/examples"] === undefined ? null : (
        <div className="make-fault" role="alert">
          {faults["/examples"]}
        </div>
      )}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() => set([...examples, examples.at(-1) ?? { input: {}, output: null }])}
      >
        {formStrings.addExample}
      </Button>
    </section>
  );
}

type ExampleProps = {
  readonly at: number;
  readonly example: JsonObject;
  readonly onChange: (example: JsonObject) => void;
  readonly onRemove: () => void;
};

function Example({ at, example, onChange, onRemove }: ExampleProps) {
  const title = formStrings.example(at + 1);
  const side = (field: "input" | "output", name: string) => (
    <div className="make-example-side">
      <span className="make-note">{name}</span>
      <JsonField
        name={`${title}: ${name}`}
        path={`/examples/${at}/${field}`}
        value={valueOf(example[field])}
        onChange={(value) => onChange({ ...example, [field]: value })}
      />
    </div>
  );
  return (
    <div className="make-example">
      {side("input", formStrings.exampleInput)}
      {side("output", formStrings.exampleOutput)}
      <RowButtons of={title} onRemove={onRemove} />
    </div>
  );
}

function valueOf(value: Json | undefined): Json {
  return value ?? null;
}
