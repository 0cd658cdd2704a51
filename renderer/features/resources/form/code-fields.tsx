import { Pill } from "@mantine/core";
import { LazyCodeEditor } from "#renderer/editor/lazy-code-editor.tsx";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { ExampleRows } from "./example-rows.tsx";
import { useFormFields } from "./form-context.ts";
import { objectAt, textAt, textsAt } from "./read-content.ts";
import { SchemaRows } from "./schema-rows.tsx";

/** Source with what it takes and the examples that it must reproduce: they change together. */
export function CodeFields() {
  const { content, faults, setContent } = useFormFields();
  const capabilities = textsAt(content, "capabilities");
  return (
    <>
      <div className="make-list">
        <h3 className="make-label">{resourceStrings.code}</h3>
        <p className="make-note">{formStrings.codeNote}</p>
        <LazyCodeEditor
          text={textAt(content, "code")}
          language="javascript"
          name={resourceStrings.code}
          isFaulty={faults["/code"] !== undefined}
          onEdited={(code) => setContent({ ...content, code })}
        />
        {faults["/code"] === undefined ? null : (
          <div className="make-fault" role="alert">
            {faults["/code"]}
          </div>
        )}
      </div>
      <SchemaRows
        title={resourceStrings.arguments}
        schema={objectAt(content, "inputSchema")}
        error={faults["/inputSchema"]}
        onChange={(inputSchema) => setContent({ ...content, inputSchema })}
      />
      <ExampleRows />
      {capabilities.length === 0 ? null : (
        <div className="make-list">
          <h3 className="make-label">{resourceStrings.capabilities}</h3>
          <div className="make-slots">
            {capabilities.map((name) => (
              <Pill
                key={name}
                withRemoveButton
                removeButtonProps={{
                  "aria-label": formStrings.remove(name),
                  "aria-hidden": false,
                  tabIndex: 0,
                }}
                onRemove={() =>
                  setContent({ ...content, capabilities: capabilities.filter((each) => each !== name) })
                }
              >
                {name}
              </Pill>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
