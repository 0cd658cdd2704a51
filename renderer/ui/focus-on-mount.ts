/** As a `ref`: what is opened by a person's own act takes the focus, so that keys go on there. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/**
 * As a `ref` of what a dialog asks: its first field takes the focus, or its first button where it has none. A dialog
 * gives the focus to the first thing in it a moment after it opened, which is what closes it: this comes after that.
 */
export function focusFirst(asked: HTMLElement | null): (() => void) | undefined {
  if (asked === null) return undefined;
  const timer = window.setTimeout(() => {
    const { activeElement } = document;
    const isTyping = activeElement !== null && asked.contains(activeElement);
    if (!isTyping) (asked.querySelector<HTMLElement>(FIELD) ?? asked.querySelector("button"))?.focus();
  }, AFTER_DIALOG_MS);
  return () => window.clearTimeout(timer);
}

const AFTER_DIALOG_MS = 20;
const FIELD =
  "textarea:not(:disabled), select, input:not([type=hidden], [type=file], [type=radio], :disabled)";

/** The same for what takes the place of what had the focus: it goes on there, unless it is elsewhere by now. */
export function focusIfLost(element: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) element?.focus();
}
