import { useCallback, useEffect, useRef } from "react";
import { readsReducedMotion } from "#renderer/ui/reduced-motion.ts";
import type { TimeWindow } from "./time-window.ts";

const GLIDE_MS = 120;

/**
 * Moves a window to another in a few frames, so that the eye can follow; at once where no motion is wanted. A new glide
 * takes over from wherever the last one has come to.
 */
export function useGlide(set: (window: TimeWindow) => void) {
  const frame = useRef(0);
  const stop = useCallback(() => cancelAnimationFrame(frame.current), []);
  useEffect(() => stop, [stop]);
  const glide = (from: TimeWindow, to: TimeWindow, onEnd: () => void): void => {
    stop();
    if (readsReducedMotion()) return onEnd();
    const startedMs = performance.now();
    const step = (nowMs: number): void => {
      const share = Math.min(1, Math.max(0, (nowMs - startedMs) / GLIDE_MS));
      if (share === 1) return onEnd();
      const eased = 1 - (1 - share) ** 3;
      set({
        fromUs: from.fromUs + (to.fromUs - from.fromUs) * eased,
        toUs: from.toUs + (to.toUs - from.toUs) * eased,
      });
      frame.current = requestAnimationFrame(step);
    };
    frame.current = requestAnimationFrame(step);
  };
  return { glide, stop };
}
