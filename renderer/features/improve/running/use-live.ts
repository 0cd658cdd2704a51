import { useCallback, useMemo } from "react";
import type { DurableDocument } from "#core/contract/events.ts";
import { useSampled } from "#renderer/features/improve/common/use-sampled.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Trail } from "#renderer/store/live-slice.ts";
import type { ActProgress, FinishedItem, RunningReport } from "./running.ts";

/** What is going on in a session at this moment, as far as anybody told. */
export type Live = {
  /** Of the assessment that runs, or ran last. */
  readonly reports: readonly RunningReport[];
  readonly items: readonly FinishedItem[];
  readonly act: ActProgress | null;
};

const NO_TRAIL: Trail = { reports: [], items: [] };

export function useLive(session: string): Live {
  const trail = useSampled(useCallback((state: AppState) => state.trails[session] ?? NO_TRAIL, [session]));
  const act = useSampled(
    useCallback((state: AppState) => state.progress[session]?.["act-progress"], [session]),
  );
  return useMemo(
    () => ({
      reports: trail.reports.map(({ body }) => body),
      items: trail.items.map(({ body }) => body),
      act: act?.body ?? null,
    }),
    [trail, act],
  );
}

/** The session's durable events that this window keeps, oldest first. */
export function useSessionEvents(session: string): readonly DurableDocument[] {
  const events = useSampled(useCallback((state: AppState) => state.events, []));
  return useMemo(() => events.filter((event) => event.session === session), [events, session]);
}
