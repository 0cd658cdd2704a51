import { Select } from "@mantine/core";
import { uiStrings } from "#renderer/strings/ui.ts";

/** What tells series of scores apart; `key` is equal for the same one. */
type NamedSeries = {
  readonly key: string;
  readonly agent: string;
  readonly dataset: string;
  readonly model: string;
};

export type SeriesChoiceProps = {
  readonly all: readonly NamedSeries[];
  readonly shown: NamedSeries | undefined;
  readonly onChoose: (key: string | null) => void;
};

/** Of which agent, dataset and model a chart of scores tells: named, and chosen where there are several. They never mix. */
export function SeriesChoice({ all, shown, onChoose }: SeriesChoiceProps) {
  if (shown === undefined) return null;
  const hasAgents = new Set(all.map(({ agent }) => agent)).size > 1;
  const nameOf = ({ agent, dataset, model }: NamedSeries): string =>
    [...(hasAgents ? [agent] : []), dataset, model].join(" · ");
  if (all.length === 1) return <span className="soft truncate">{nameOf(shown)}</span>;
  return (
    <Select
      aria-label={uiStrings.series}
      value={shown.key}
      data={all.map((series) => ({ value: series.key, label: nameOf(series) }))}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={onChoose}
    />
  );
}
