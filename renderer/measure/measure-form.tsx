import { isUsable } from "#core/domain/lifecycle.ts";
import { Button, Checkbox, NumberInput, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { SPLITS, type Split } from "#core/domain/dataset.ts";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { chooseDefault } from "#renderer/store/choose-default.ts";
import { datasetsQuery, registryQuery, settingsQuery, type Dataset } from "#renderer/store/shared-queries.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { shortId } from "#renderer/text/format.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { LoadingState } from "#renderer/ui/states.tsx";
import { MeasureForecast } from "./measure-forecast.tsx";
import type { MeasureChoice, MeasureStart } from "./measure-queries.ts";
import { ProblemText } from "./problem-text.tsx";
import { useOwnModel } from "./use-own-model.ts";

type MeasureFormProps = {
  readonly start: MeasureStart;
  readonly problem: Problem | null;
  readonly isStopped: boolean;
  /** What was chosen before. */
  readonly last: MeasureChoice | null;
  readonly onStart: (choice: MeasureChoice) => void;
  readonly onClose: () => void;
};

/** Which agent on which data, by which model, and what that takes. */
export function MeasureForm(props: MeasureFormProps) {
  const { start } = props;
  const { data: agents, problem: noAgents } = useQuery(registryQuery(start.at));
  const { data: all, problem: noDatasets } = useQuery(datasetsQuery);
  const { data: settings, problem: noSettings } = useQuery(settingsQuery);
  if (agents === undefined || all === undefined || settings === undefined) {
    const problem = noAgents ?? noDatasets ?? noSettings;
    return problem === undefined ? <LoadingState rows={5} /> : <ProblemText problem={problem} />;
  }
  const datasets = all.filter(({ isArchived }) => !isArchived);
  const names = agents.filter(({ kind, state }) => kind === "agent" && isUsable(state));
  const agent =
    start.agent ??
    chooseDefault(
      settings.agent,
      names.map(({ name }) => name),
    ) ??
    names[0]?.name;
  const dataset =
    start.dataset ??
    chooseDefault(
      settings.dataset,
      datasets.map(({ name }) => name),
    ) ??
    datasets[0]?.name;
  if (agent === undefined || dataset === undefined)
    return <NothingToMeasure hasAgent={agent !== undefined} onClose={props.onClose} />;
  return (
    <Fields
      {...props}
      agents={names.map(({ name }) => name)}
      datasets={datasets}
      first={
        props.last ?? {
          ...{ agent, dataset, at: start.at, split: start.split ?? "validation" },
          ...{ model: null, limit: null, fresh: false },
        }
      }
    />
  );
}

type NothingProps = { readonly hasAgent: boolean; readonly onClose: () => void };

/** What is missing comes first, and the way to it. */
function NothingToMeasure({ hasAgent, onClose }: NothingProps) {
  const { label, place } = hasAgent
    ? { label: measureStrings.importItems, place: hrefTo("data", ["import"]) }
    : { label: measureStrings.makeAgent, place: hrefTo("resources", ["new", "agent"]) };
  return (
    <>
      <p className="dialog-text">{hasAgent ? measureStrings.noDataset : measureStrings.noAgent}</p>
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button component="a" variant="filled" href={place} onClick={onClose}>
          {label}
        </Button>
      </div>
    </>
  );
}

type FieldsProps = MeasureFormProps & {
  readonly agents: readonly string[];
  readonly datasets: readonly Dataset[];
  readonly first: MeasureChoice;
};

function Fields({ agents, datasets, first, problem, isStopped, onStart, onClose }: FieldsProps) {
  const [choice, setChoice] = useState(first);
  const own = useOwnModel(choice);
  const { agent, dataset, split, at, model, limit, fresh } = choice;
  const change = (next: Partial<MeasureChoice>): void => setChoice({ ...choice, ...next });
  const chosen = datasets.find(({ name }) => name === dataset);
  return (
    <form
      className="dialog-form"
      ref={focusFirst}
      onSubmit={(event) => {
        event.preventDefault();
        onStart(choice);
      }}
    >
      <div className="measure-pair">
        <Select
          label={measureStrings.agent}
          value={agent}
          data={[...agents]}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(next) => change({ agent: next ?? agent })}
        />
        <div className="measure-version">
          <span className="measure-label">{measureStrings.version}</span>
          <span className="number">{/^[0-9a-f]{12,}$/.test(at) ? shortId(at) : at}</span>
        </div>
      </div>
      <div className="measure-pair">
        <Select
          label={measureStrings.dataset}
          value={dataset}
          data={datasets.map(({ name }) => name)}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
          onChange={(next) => change({ dataset: next ?? dataset })}
        />
        <NumberInput
          label={measureStrings.limit}
          placeholder={measureStrings.limitAll}
          value={limit ?? ""}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          onChange={(next) => change({ limit: typeof next === "number" && next >= 1 ? next : null })}
        />
      </div>
      <SegmentedControl
        aria-label={measureStrings.split}
        value={split}
        data={SPLITS_SHOWN.map((value) => ({ value, label: measureStrings.splits[value] }))}
        onChange={(next) => change({ split: next })}
      />
      <p className="dialog-text measure-note">{noteOf(split, chosen)}</p>
      <ModelPicker
        label={measureStrings.model}
        value={model}
        usual={{ model: own, words: measureStrings.agentsOwn }}
        onChange={(next) => change({ model: next })}
      />
      <Checkbox
        size="xs"
        label={measureStrings.fresh}
        checked={fresh}
        onChange={(event) => change({ fresh: event.currentTarget.checked })}
      />
      <MeasureForecast choice={choice} />
      {isStopped ? <p className="soft">{measureStrings.stopped}</p> : null}
      {problem === null ? null : <ProblemText problem={problem} />}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{uiStrings.cancel}</Button>
        <Button type="submit" variant="filled">
          {split === "test" ? measureStrings.confirmLook : measureStrings.confirm}
        </Button>
      </div>
    </form>
  );
}

/** What is asked for most stands first. */
const SPLITS_SHOWN: readonly Split[] = [...SPLITS].toSorted((a, b) => order(a) - order(b));

function order(split: Split): number {
  return ["validation", "train", "test"].indexOf(split);
}

function noteOf(split: Split, dataset: Dataset | undefined): string {
  if (split !== "test") return measureStrings.splitNotes[split];
  const { spent, budget } = dataset?.looks ?? { spent: 0, budget: 0 };
  return measureStrings.splitNotes.test(String(spent), String(budget));
}
