/** Opens whatever hides the first fault of a form, and puts the caret there: what stopped a form is never out of sight. */
export function showFirstFault(form: HTMLElement | null): void {
  const fault = form?.querySelector<HTMLElement>('[aria-invalid="true"], .make-fault') ?? null;
  const folded = fault?.closest("details");
  if (folded instanceof HTMLDetailsElement) folded.open = true;
  fault?.scrollIntoView({ block: "nearest" });
  fault?.focus();
}
