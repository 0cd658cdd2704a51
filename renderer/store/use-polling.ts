import { useEffect } from "react";
import { useApp } from "./app-context.ts";

/** What grows between the events that tell of a change is read so often, in milliseconds. */
export const GROWING_MS = 1000;

/** Reads an answer again and again while something runs that no event tells of. */
export function usePolling(key: string, { isOn, everyMs }: { isOn: boolean; everyMs: number }): void {
  const { queries } = useApp();
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => queries.retry(key), everyMs);
    return () => clearInterval(timer);
  }, [queries, key, isOn, everyMs]);
}
