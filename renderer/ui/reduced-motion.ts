/** Whether the person's system asks for no motion. Asked each time: it may change while the window is open. */
export function readsReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
