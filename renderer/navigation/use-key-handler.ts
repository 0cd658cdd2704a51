import { useEffect } from "react";
import { useApp } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import { isCharacterKey, isSingleKey, matchesKeys, toPresses } from "./key-combos.ts";

export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** So long the first key of two waits for the second. */
const SECOND_KEY_MS = 1500;

type Begun = { readonly key: string; readonly atMs: number };

/** The one listener for keys: finds the command of a key press and runs it. */
export function useKeyHandler(): void {
  const { store } = useApp();
  useEffect(() => {
    let begun: Begun | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      // Held keys repeat movement inside widgets; a command runs once per press.
      if (event.defaultPrevented || event.repeat) return;
      const before = begun !== null && event.timeStamp - begun.atMs < SECOND_KEY_MS ? begun.key : null;
      begun = null;
      const state = store.getState();
      const command =
        (before === null ? undefined : findCommand(state, event, before)) ?? findCommand(state, event);
      if (command !== undefined) {
        event.preventDefault();
        command.run();
        return;
      }
      const key = findBeginning(state, event);
      if (key !== undefined) begun = { key, atMs: event.timeStamp };
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store]);
}

/** The command of a press: of one alone, or of the second of two. */
function findCommand(state: AppState, event: KeyboardEvent, before?: string): Command | undefined {
  return possibleCommands(state).find((command) =>
    keysOf(command).some((written) => {
      const presses = toPresses(written);
      const [first, last] = [presses[0] ?? "", presses.at(-1) ?? ""];
      if (presses.length === 1 ? before !== undefined : first !== before) return false;
      return matchesKeys(last, event, IS_MAC) && mayAct(state, command, written);
    }),
  );
}

/** The first key of two, where a press may be one. */
function findBeginning(state: AppState, event: KeyboardEvent): string | undefined {
  for (const command of possibleCommands(state)) {
    for (const written of keysOf(command)) {
      const [first = "", second] = toPresses(written);
      if (second !== undefined && matchesKeys(first, event, IS_MAC) && mayAct(state, command, written))
        return first;
    }
  }
  return undefined;
}

function possibleCommands(state: AppState): readonly Command[] {
  return Object.values(state.commands)
    .flat()
    .filter(({ isDisabled }) => isDisabled !== true);
}

function keysOf({ keys, otherKeys = [] }: Command): readonly string[] {
  return keys === undefined ? otherKeys : [keys, ...otherKeys];
}

/** Arrows on these choose or move: they are theirs before they are a command's. */
const USES_ARROWS = "input[type=radio], [role=separator], [role=slider], [role=tab], [role=menuitem]";

/** Whatever stands over the view and asks something: keys are its own until it is answered. */
const MODAL = "[aria-modal=true], dialog:modal";

/**
 * No command acts under what stands over the view, nor outside its pane where it has one [L14]; a single key neither
 * where somebody types.
 */
function mayAct(state: AppState, command: Command, written: string): boolean {
  const focused = document.activeElement;
  if (state.overlay !== null || document.querySelector(MODAL) !== null) return false;
  if (!isInPane(command, focused)) return false;
  // In a text field Mod+Z belongs to the text.
  if (!isSingleKey(written)) return written !== "Mod+Z" || !isTyping(focused);
  if (isCharacterKey(written) && !state.preferences.hasLetterKeys) return false;
  if (isTyping(focused)) return false;
  // Space on a button or a box presses that.
  if (written === "Space" && focused?.matches("a, button, input, summary, [role=button]") === true)
    return false;
  return !(written.startsWith("Arrow") && focused?.matches(USES_ARROWS) === true);
}

function isInPane({ pane }: Command, focused: Element | null): boolean {
  return pane === undefined || (focused !== null && focused.closest(`[data-pane="${pane}"]`) !== null);
}

/** What an editor of Monaco listens by: depending on the browser no field at all, and there also where it is only read. */
const EDITOR_INPUT = ".native-edit-context, .inputarea";

function isTyping(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.matches(EDITOR_INPUT)) return element.closest("[data-editable=true]") !== null;
  // Boxes are ticked, not written into.
  if (element instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(element.type);
  return element.isContentEditable || /^(TEXTAREA|SELECT)$/.test(element.tagName);
}
