import { useSyncExternalStore } from "react";

/**
 * How many pixels of the screen one CSS pixel has now. It changes when the window is moved to another screen or zoomed,
 * and a canvas that was drawn for the old one is blurred until it is drawn again.
 */
export function usePixelRatio(): number {
  return useSyncExternalStore(watchRatio, readRatio);
}

function readRatio(): number {
  return window.devicePixelRatio;
}

/** A media query tells only that one ratio is left, so each change is watched for by a query of its own. */
function watchRatio(onChange: () => void): () => void {
  let query: MediaQueryList | null = null;
  const stop = (): void => query?.removeEventListener("change", next);
  const watch = (): void => {
    query = window.matchMedia(`(resolution: ${readRatio()}dppx)`);
    query.addEventListener("change", next);
  };
  const next = (): void => {
    stop();
    watch();
    onChange();
  };
  watch();
  return stop;
}
