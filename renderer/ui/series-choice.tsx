import { Select } from "@mantine/core";
import { useApp } from "#renderer/store/app-context.ts";
import type { Series } from "#renderer/store/score-series.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

export type SeriesChoiceProps = { readonly all: readonly Series[]; readonly shown: Series | undefined };

/** Of which agent, dataset and model a chart of scores tells: named, and chosen where there are several. They never mix. */
export function SeriesChoice({ all, shown }: SeriesChoiceProps) {
  const { store } = useApp();
  if (shown === undefined) return null;
  const hasAgents = new Set(all.map(({ agent }) => agent)).size > 1;
  const nameOf = ({ agent, dataset, model }: Series): string =>
    [...(hasAgents ? [agent] : []), dataset, model].join(" · ");
  if (all.length === 1) return <span className="soft truncate">{nameOf(shown)}</span>;
  return (
    <Select
      aria-label={uiStrings.series}
      value={shown.key}
      data={all.map((series) => ({ value: series.key, label: nameOf(series) }))}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(series) => store.getState().setPreferences({ series })}
    />
  );
}
