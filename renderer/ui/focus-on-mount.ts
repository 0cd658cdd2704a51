/** As a `ref`: what is opened by a person's own act takes the focus, so that keys go on there. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
