import type { KeyboardEvent } from "react";

/**
 * Whether a key that was pressed in a form asks to leave it. A list that is open has Escape and Enter for itself; a list
 * of choices or a dialog of the form stands elsewhere on the page, and its keys come here all the same.
 */
export function asksToLeave(event: KeyboardEvent<HTMLFormElement>): boolean {
  const { key, target, currentTarget, defaultPrevented } = event;
  if (defaultPrevented || !(target instanceof Element && currentTarget.contains(target))) return false;
  if (target.getAttribute("aria-expanded") !== "true") return key === "Escape";
  if (key === "Enter") event.preventDefault();
  return false;
}
