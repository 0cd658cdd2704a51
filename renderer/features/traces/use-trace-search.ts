import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Query } from "#renderer/store/queries.ts";
import { at } from "#renderer/timeline/span-forest.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";

const TYPING_MS = 180;

export type TraceSearch = ReturnType<typeof useTraceSearch>;

/** Search in names, errors and contents of one trace's spans; the host looks, as only it has the contents. */
export function useTraceSearch(trace: string, control: TimelineControl) {
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), TYPING_MS);
  const { data } = useQuery(searchQuery(trace, settled));
  const { forest } = control.model;
  const places = useMemo(
    () => (data ?? []).map((row) => at(forest.placeOf, row)).sort((a, b) => a - b),
    [data, forest],
  );
  const isOn = settled !== "" && data !== undefined;
  const found = useMemo(() => (isOn ? new Set(places) : null), [isOn, places]);
  const go = (step: 1 | -1): void => {
    const next =
      step === 1
        ? (places.find((place) => place > control.selected) ?? places[0])
        : (places.findLast((place) => place < control.selected) ?? places.at(-1));
    if (next === undefined) return;
    control.show(next);
    control.select(next);
  };
  return {
    text,
    setText,
    found,
    count: places.length,
    /** Which of them is selected, counted from 1; 0 for none. */
    position: places.indexOf(control.selected) + 1,
    next: () => go(1),
    previous: () => go(-1),
    clear: () => setText(""),
  };
}

function searchQuery(trace: string, text: string): Query<readonly number[]> {
  return {
    key: `traces.search/${trace}/${text}`,
    topics: [],
    read: async (client) => (text === "" ? [] : (await client.traces.search({ trace, text })).rows),
  };
}
