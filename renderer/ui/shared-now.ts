import { useSyncExternalStore } from "react";

const TICK_MS = 30_000;

/** One clock for the whole window: two places that name the same moment must say the same of it. */
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    // It stood still while nobody looked.
    nowMs = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** Now, as the whole window has it: it moves on by half a minute, everywhere at once. */
export function useSharedNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}
