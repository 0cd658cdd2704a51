import { createContext, useContext, useEffect } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { AppState, AppStore } from "./app-store.ts";
import type { CommitReader } from "./commit-reader.ts";
import type { Queries, Query } from "./queries.ts";
import { UNREAD, type Snapshot } from "#renderer/ui/snapshot.ts";

/** What a window is made of; main.tsx makes one, tests make their own. */
export type AppParts = {
  readonly store: AppStore;
  readonly client: WorkspaceClient;
  readonly queries: Queries;
  /** Reads texts of commits, of which a history has too many to read them all. */
  readonly commits: CommitReader;
  /** Whether the window is a page of a browser, which keeps some keys for itself. */
  readonly isBrowser: boolean;
};

export const AppContext = createContext<AppParts | null>(null);

export function useApp(): AppParts {
  return assertDefined(useContext(AppContext), "the app's context");
}

/** `select` is a function of its module, so that it is the same at each render. */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select);
}

/** The host's answer to a query, kept up to date while the component is on screen. */
export function useQuery<T>(query: Query<T>): Snapshot<T> {
  const { store, queries } = useApp();
  const { key } = query;
  useEffect(
    () => queries.watch(query),
    // eslint-disable-next-line react/exhaustive-deps -- The key names the query; its object may be made at each render.
    [queries, key],
  );
  return useStore(store, (state) => (state.snapshots[key] as Snapshot<T> | undefined) ?? UNREAD);
}

/** The host's answers to several queries of one kind, by their keys; what was not asked before is asked now. */
export function useQueries<T>(asked: readonly Query<T>[]): ReadonlyMap<string, Snapshot<T>> {
  const { store, queries } = useApp();
  const face = asked.map(({ key }) => key).join("\n");
  useEffect(() => {
    const ends = asked.map((query) => queries.watch(query));
    return () => {
      for (const end of ends) end();
    };
    // eslint-disable-next-line react/exhaustive-deps -- The keys name the queries; their objects may be made at each render.
  }, [queries, face]);
  const snapshots = useStore(
    store,
    useShallow((state) => asked.map(({ key }) => state.snapshots[key] as Snapshot<T> | undefined)),
  );
  return new Map(asked.map(({ key }, at) => [key, snapshots[at] ?? UNREAD]));
}
