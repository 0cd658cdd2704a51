/** As a `ref`: what is opened by a person's own act takes the focus, so that keys go on there. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** The same for what takes the place of what had the focus: it goes on there, unless it is elsewhere by now. */
export function focusIfLost(element: HTMLElement | null): void {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) element?.focus();
}
