import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { IMPORT_FORMATS, SPLITS } from "#core/domain/dataset.ts";
import { FORMAT_FACTS } from "#core/domain/import-format.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { formatCount, formatPlural } from "#renderer/text/format.ts";
import { PartialNote } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import type { Imported, Preview } from "./data-queries.ts";
import {
  AS_TOLD,
  chosenFields,
  hasFields,
  NO_FIELDS,
  tellsAnswers,
  toReading,
  type ImportForm,
} from "./import-form.ts";
import { changeMain, nameOf, readablePaths, toWireSource, type ImportSource } from "./import-source.ts";
import { WritingOptions } from "./import-writing.tsx";
import { ScorerFields } from "./scorer-fields.tsx";

type ImportOptionsProps = {
  readonly source: ImportSource;
  readonly form: ImportForm;
  readonly preview: Preview | null;
  /** Whether what is chosen now cannot be read. */
  readonly isFaulty: boolean;
  readonly isTaken: boolean;
  readonly onForm: (form: ImportForm) => void;
  /** Null for another choice of files. */
  readonly onSource: (source: ImportSource | null) => void;
  readonly onImported: (imported: Imported) => void;
};

const AT_ONCE = { transitionProps: { duration: 0 } };

/** What of the source is what. Fields that nobody chose show what the host guessed. */
export function ImportOptions(props: ImportOptionsProps) {
  const { source, form, preview, onForm, onSource } = props;
  const paths = readablePaths(source);
  const change = (part: Partial<ImportForm>): void => onForm({ ...form, ...part });
  return (
    <form
      className="import-options"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className="import-chosen">
        <span className="truncate" title={source.main.path}>
          {source.main.path === "" ? dataStrings.pasted : nameOf(source.main.path)}
        </span>
        <Button onClick={() => onSource(null)}>{dataStrings.otherFile}</Button>
      </div>
      {source.others.length === 0 ? null : (
        <Select
          label={dataStrings.mainFile}
          description={dataStrings.mainFileHint(
            formatCount(source.others.length),
            source.others.length === 1,
          )}
          value={source.main.path}
          data={[...paths]}
          allowDeselect={false}
          comboboxProps={AT_ONCE}
          onChange={(path) => path !== null && onSource(changeMain(source, path))}
        />
      )}
      {source.unread === undefined ? null : (
        <PartialNote>
          {dataStrings.unread(formatPlural(source.unread, "file"), source.unread === 1)}
        </PartialNote>
      )}
      <Select
        label={dataStrings.format}
        value={form.format}
        placeholder={dataStrings.chooseFormat}
        data={IMPORT_FORMATS.map((value) => ({ value, label: FORMAT_FACTS[value].label }))}
        allowDeselect={false}
        comboboxProps={AT_ONCE}
        onChange={(format) => change({ format, ...NO_FIELDS, ...AS_TOLD })}
      />
      <FieldOptions form={form} preview={preview} change={change} />
      {tellsAnswers(form) ? null : (
        <ScorerFields scorer={form.scorer} onChange={(scorer) => change({ scorer })} />
      )}
      <WritingOptions form={form} preview={preview} isFaulty={props.isFaulty} change={change} />
      <TargetOptions {...props} change={change} />
    </form>
  );
}

type PartProps = {
  readonly form: ImportForm;
  readonly preview: Preview | null;
  readonly change: (part: Partial<ImportForm>) => void;
};

function FieldOptions({ form, preview, change }: PartProps) {
  const fields = (preview?.columns ?? []).map(({ name }) => ({ value: name, label: name }));
  const optional = [{ value: "", label: dataStrings.none }, ...fields];
  const sampleOf = (field: string): string | undefined =>
    preview?.columns.find(({ name }) => name === field)?.sample;
  const { input: inputs, answer } = chosenFields(form, preview);
  const isSelfTold = tellsAnswers(form);
  return (
    <>
      <MultiSelect
        label={dataStrings.inputField}
        description={dataStrings.inputHint}
        data={fields}
        value={[...inputs]}
        comboboxProps={AT_ONCE}
        hidePickedOptions
        searchable
        onChange={(input) => change({ input })}
      />
      {isSelfTold ? null : (
        <>
          <Select
            label={dataStrings.answerField}
            description={sampleOf(answer)}
            data={fields}
            value={answer === "" ? null : answer}
            clearable
            comboboxProps={AT_ONCE}
            onChange={(value) => change({ answer: value ?? "" })}
          />
          <TextInput
            label={dataStrings.answerPattern}
            description={dataStrings.answerPatternHint}
            className="import-pattern"
            placeholder="#### *(.+)$"
            value={form.answerPattern}
            onChange={(event) => change({ answerPattern: event.currentTarget.value })}
          />
        </>
      )}
      <div className="import-pair">
        <Select
          label={dataStrings.groupField}
          title={dataStrings.groupHint}
          data={optional}
          value={form.group}
          allowDeselect={false}
          comboboxProps={AT_ONCE}
          onChange={(group) => change({ group: group ?? "" })}
        />
        <Select
          label={dataStrings.classField}
          data={optional}
          value={form.className}
          allowDeselect={false}
          comboboxProps={AT_ONCE}
          onChange={(className) => change({ className: className ?? "" })}
        />
      </div>
      <Select
        label={dataStrings.stateField}
        title={dataStrings.stateHint}
        data={optional}
        value={form.initialState}
        allowDeselect={false}
        comboboxProps={AT_ONCE}
        onChange={(initialState) => change({ initialState: initialState ?? "" })}
      />
    </>
  );
}

type Obstacle = "unread" | keyof typeof dataStrings.obstacles;

/** Why there is nothing to import yet; null where there is. */
function findObstacle(form: ImportForm, preview: Preview | null, isFaulty: boolean): Obstacle | null {
  if (isFaulty) return "faulty";
  if (preview === null) return "unread";
  if (preview.rowsSeen === 0) return "empty";
  if (!hasFields(form, preview)) return "fields";
  return preview.problems === preview.rowsSeen ? "unusable" : null;
}

type TargetProps = ImportOptionsProps & Pick<PartProps, "change">;

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

function TargetOptions({ source, form, preview, isFaulty, isTaken, change, onImported }: TargetProps) {
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const isNamed = NAME.test(form.name) && form.name !== "import";
  const obstacle = findObstacle(form, preview, isFaulty);
  const run = async (): Promise<void> => {
    setIsBusy(true);
    const asked = {
      ...toReading(form),
      source: toWireSource(source, form.format),
      name: form.name,
      split: form.split === "divide" ? null : form.split,
    };
    const done = await act(async (client) => await client.data.import(asked), ["data"]);
    setIsBusy(false);
    if (done.ok) onImported(done.value);
    else toastProblem(done.error);
  };
  return (
    <>
      <TextInput
        label={dataStrings.name}
        value={form.name}
        error={isTaken ? dataStrings.nameTaken : isNamed ? undefined : dataStrings.nameHint}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={dataStrings.split}
        data={[
          { value: "divide", label: dataStrings.divide },
          ...SPLITS.map((split) => ({ value: split, label: dataStrings.allInto(dataStrings.splits[split]) })),
        ]}
        value={form.split}
        allowDeselect={false}
        comboboxProps={AT_ONCE}
        onChange={(split) => change({ split: split ?? "divide" })}
      />
      <Button
        type="submit"
        variant="filled"
        className="import-button"
        loading={isBusy}
        disabled={!isNamed || isTaken || obstacle !== null}
        aria-describedby={obstacle === null ? undefined : "import-obstacle"}
        onClick={() => void run()}
      >
        {dataStrings.importButton}
      </Button>
      {obstacle === null || obstacle === "unread" ? null : (
        <p id="import-obstacle" className="import-obstacle">
          {dataStrings.obstacles[obstacle]}
        </p>
      )}
    </>
  );
}
