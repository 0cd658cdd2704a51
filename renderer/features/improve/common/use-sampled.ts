import { useEffect, useState } from "react";
import { useApp } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";

/** What moves faster than anybody reads is looked at so often. */
const EVERY_MS = 120;

/** A part of the store that changes with every item of an assessment; `select` stays the same between renders. */
export function useSampled<T>(select: (state: AppState) => T): T {
  const { store } = useApp();
  const [value, setValue] = useState(() => select(store.getState()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const take = (): void => {
      timer = null;
      setValue(() => select(store.getState()));
    };
    take();
    const unsubscribe = store.subscribe(() => {
      timer ??= setTimeout(take, EVERY_MS);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, select]);
  return value;
}
