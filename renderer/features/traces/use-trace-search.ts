import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useQuery } from "#renderer/store/app-context.ts";
import type { TimelineControl } from "#renderer/timeline/use-timeline.ts";
import { searchQuery, type TraceState } from "./trace-queries.ts";
import { LIVE_MS } from "./live-ms.ts";
import { usePolling } from "#renderer/store/use-polling.ts";

const TYPING_MS = 180;

export type TraceSearch = ReturnType<typeof useTraceSearch>;

/** Search in names, errors and contents of one trace's spans; the host looks, as only it has the contents. */
export function useTraceSearch(trace: TraceState, control: TimelineControl) {
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), TYPING_MS);
  const query = searchQuery(trace, settled);
  const { data } = useQuery(query);
  usePolling(query.key, { isOn: trace.isOpen && settled !== "", everyMs: LIVE_MS });
  const { model } = control;
  const places = useMemo(() => (data === undefined ? [] : model.placesOfKeys(data)), [data, model]);
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
