import { Button, Checkbox, NumberInput, Textarea, TextInput } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { USUAL_FILE_ACTIONS } from "#core/domain/content/file-actions.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { toNumber } from "./agent-limits.tsx";
import { freshName } from "./fresh-name.ts";
import { useFormFields } from "./form-context.ts";
import { More } from "./more.tsx";
import { memberPath } from "./named-rows.ts";
import { numberAt, objectAt, objectsAt, textAt } from "./read-content.ts";
import { RowButtons } from "./row-buttons.tsx";
import { useNamedRows } from "./use-named-rows.ts";

/** Where the files that it begins with stand. */
const FILES = "/initialState/files";

/** A folder of texts: what an agent may do in it, by which rules, and what it begins with. */
export function EnvironmentFields() {
  const { content, faults, setContent } = useFormFields();
  const config = objectAt(content, "config");
  return (
    <>
      <div>
        <h3 className="make-label">{resourceStrings.environmentType}</h3>
        <p className="make-note">{resourceStrings.environmentTypes.filesystem}</p>
      </div>
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
  const offered = USUAL_FILE_ACTIONS.map(
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
  const named = useNamedRows(FILES, files, (next) => {
    const written: JsonObject = Object.fromEntries(next);
    setContent({ ...content, initialState: { ...state, files: written } });
  });
  return (
    <section className="make-list" aria-label={resourceStrings.files}>
      <h3 className="make-label">{resourceStrings.files}</h3>
      {named.rows.map(({ name: path, typed, value: text }, at) => (
        // eslint-disable-next-line react/no-array-index-key -- Its path is being typed; its place is what stays.
        <div key={at} className="make-file">
          <div className="make-choice-row">
            <TextInput
              aria-label={formStrings.filePath(at + 1)}
              classNames={{ input: "mono" }}
              value={typed ?? path}
              error={typed === null ? undefined : formStrings.nameTwice}
              spellCheck={false}
              onChange={(event) => named.rename(at, event.currentTarget.value)}
            />
            <RowButtons of={path} onRemove={() => named.remove(at)} />
          </div>
          <Textarea
            aria-label={formStrings.fileText(path)}
            classNames={{ input: "mono" }}
            value={text}
            error={typed === null ? faults[memberPath(FILES, path)] : undefined}
            autosize
            minRows={2}
            maxRows={12}
            onChange={(event) => named.change(at, event.currentTarget.value)}
          />
        </div>
      ))}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() =>
          named.add(
            freshName(
              files.map(([path]) => path),
              (number) => `file-${number}.txt`,
            ),
            "",
          )
        }
      >
        {formStrings.addFile}
      </Button>
    </section>
  );
}
