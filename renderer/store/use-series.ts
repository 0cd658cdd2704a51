import { useMemo } from "react";
import type { MeasuredDocument } from "#core/contract/home.ts";
import { useApp, useAppState } from "./app-context.ts";
import type { AppState } from "./app-store.ts";
import { findSeries, listSeries, type Series } from "./score-series.ts";

const chosenOf = (state: AppState) => state.preferences.series;

/** The series that every chart of scores shows, and those there are to choose from. */
export function useSeries(measured: readonly MeasuredDocument[] | undefined): {
  readonly all: readonly Series[];
  readonly shown: Series | undefined;
  readonly onChoose: (key: string | null) => void;
} {
  const { store } = useApp();
  const chosen = useAppState(chosenOf);
  return useMemo(() => {
    const all = listSeries(measured ?? []);
    return {
      all,
      shown: findSeries(all, chosen),
      onChoose: (series) => store.getState().setPreferences({ series }),
    };
  }, [measured, chosen, store]);
}
