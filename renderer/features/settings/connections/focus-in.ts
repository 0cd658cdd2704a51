/** Puts the focus on the first thing to press or type into that the selector finds, in sight. */
export function focusIn(selector: string): void {
  const found = document.querySelector<HTMLElement>(selector);
  found?.scrollIntoView({ block: "nearest" });
  found?.focus();
}
