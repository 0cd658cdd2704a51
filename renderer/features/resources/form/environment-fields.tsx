import { Button, Checkbox, NumberInput, Textarea, TextInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { FILE_ACTIONS } from "#renderer/features/resources/form/starting-content.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { toNumber } from "./agent-limits.tsx";
import { useFormFields } from "./form-context.ts";
import { More } from "./more.tsx";
import { numberAt, objectAt, objectsAt, textAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";

/** A folder of texts: what an agent may do in it, by which rules, and what it begins with. */
export function EnvironmentFields() {
  const { content, faults, setContent } = useFormFields();
  const config = objectAt(content, "config");
  return (
    <>
      <p className="make-note">{resourceStrings.environmentTypes.filesystem}</p>
      <Textarea
        label={resourceStrings.rules}
        description={formStrings.rulesNote}
        value={textAt(content, "rules")}
        error={faults["/rules"]}
        autosize
        minRows={2}
        maxRows={10}
        onChange={(event) => setContent({ ...content, rules: event.currentTarget.value })}
      />
      <Actions />
      <FileRows />
      <More title={formStrings.limits} isOpen={faults["/config/maxFileBytes"] !== undefined}>
        <NumberInput
          className="make-number"
          label={formStrings.maxFileBytes}
          error={faults["/config/maxFileBytes"]}
          value={numberAt(config, "maxFileBytes")}
          onChange={(value) =>
            setContent({ ...content, config: { ...config, maxFileBytes: toNumber(value) } })
          }
        />
      </More>
    </>
  );
}

/** Those that its type has; what one is called and takes is the type's. */
function Actions() {
  const { content, setContent } = useFormFields();
  const actions = objectsAt(content, "actions");
  const offered = FILE_ACTIONS.map(
    (usual) => actions.find((each) => each["name"] === usual["name"]) ?? usual,
  );
  return (
    <fieldset className="make-checklist">
      <legend className="make-label">{formStrings.actions}</legend>
      {offered.map((action) => {
        const name = textAt(action, "name");
        return (
          <Checkbox
            key={name}
            size="xs"
            className="make-check"
            aria-label={name}
            label={
              <span className="make-check-label">
                <span className="mono">{name}</span>
                <span className="faint">{textAt(action, "description")}</span>
              </span>
            }
            checked={actions.some((each) => each["name"] === name)}
            onChange={(event) =>
              setContent({
                ...content,
                actions: event.currentTarget.checked
                  ? [...actions, action]
                  : actions.filter((each) => each["name"] !== name),
              })
            }
          />
        );
      })}
    </fieldset>
  );
}

function FileRows() {
  const { content, faults, setContent } = useFormFields();
  const state = objectAt(content, "initialState");
  const files = Object.entries(objectAt(state, "files")).map(([path, text]): readonly [string, string] => [
    path,
    typeof text === "string" ? text : "",
  ]);
  const set = (next: ReadonlyArray<readonly [string, string]>): void => {
    const written: JsonObject = Object.fromEntries(next);
    setContent({ ...content, initialState: { ...state, files: written } });
  };
  return (
    <section className="make-list" aria-label={resourceStrings.files}>
      <h3 className="make-label">{resourceStrings.files}</h3>
      {files.map(([path, text], at) => (
        // eslint-disable-next-line react/no-array-index-key -- Its path is being typed; its place is what stays.
        <div key={at} className="make-file">
          <div className="make-choice-row">
            <TextInput
              aria-label={formStrings.filePath(at + 1)}
              classNames={{ input: "mono" }}
              value={path}
              spellCheck={false}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                if (!files.some(([each], place) => place !== at && each === typed))
                  set(files.with(at, [typed, text]));
              }}
            />
            <RowButtons of={path} onRemove={() => set(files.toSpliced(at, 1))} />
          </div>
          <Textarea
            aria-label={formStrings.fileText(path)}
            classNames={{ input: "mono" }}
            value={text}
            error={faults[`/initialState/files/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`]}
            autosize
            minRows={2}
            maxRows={12}
            onChange={(event) => set(files.with(at, [path, event.currentTarget.value]))}
          />
        </div>
      ))}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() => set([...files, [freshPath(files.map(([path]) => path)), ""]])}
      >
        {formStrings.addFile}
      </Button>
    </section>
  );
}

function freshPath(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`file-${number}.txt`)) number += 1;
  return `file-${number}.txt`;
}
