/** What lies over the window for a while, and takes the focus with it when it goes. */
const OVERLAY = "[role=dialog], [role=alertdialog], [role=menu]";
/** What keys can reach. */
const REACHABLE =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]";

/**
 * Gives the focus back where it was before a dialog or menu, when that goes and leaves the focus nowhere: the keyboard
 * goes on where it was, whichever way it opened (a button, an item of a menu, the palette). Where that place is gone
 * by now, the nearest place round it takes the focus.
 *
 * @returns what ends it
 */
export function keepFocus(): () => void {
  /** The last place outside all overlays, and what stands round it, from the inside. */
  let places: readonly Element[] = [];
  let wasOver = false;
  let waiting: number | undefined;
  const follow = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    wasOver = target.closest(OVERLAY) !== null;
    if (!wasOver) places = withParents(target);
  };
  const giveBack = (): void => {
    waiting = undefined;
    if (!wasOver || !isLost() || document.querySelector(OVERLAY) !== null) return;
    wasOver = false;
    // A place that cannot take it, as a button that is disabled by now, leaves it to the next round it.
    for (const place of places) if (place.isConnected && place !== document.body && focusIn(place)) return;
  };
  const look = (): void => {
    // Later: a dialog that gives the focus back by itself has done so by then.
    if (wasOver && isLost()) waiting ??= window.setTimeout(giveBack, SETTLED_MS);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", follow);
  document.addEventListener("focusout", look);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", follow);
    document.removeEventListener("focusout", look);
    window.clearTimeout(waiting);
  };
}

const SETTLED_MS = 30;

function isLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || !activeElement.isConnected;
}

function withParents(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) found.push(at);
  return found;
}

/** Whether it is there now. */
function focusIn(place: Element): boolean {
  const target = place.matches(REACHABLE) ? place : place.querySelector(REACHABLE);
  if (target instanceof HTMLElement) target.focus();
  return !isLost();
}
