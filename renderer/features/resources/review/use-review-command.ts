import { useEffect, useRef, type RefObject } from "react";
import { matchesKeys } from "#renderer/navigation/key-combos.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { IS_MAC } from "#renderer/navigation/use-key-handler.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";

const KEYS = "Mod+Enter";

/**
 * Commits by its keys from anywhere in the dialog that holds the element it gives. Commands do not act under a dialog, so
 * it listens itself [L14].
 */
export function useReviewCommand(canCommit: boolean, submit: () => void): RefObject<HTMLDivElement | null> {
  const inside = useRef<HTMLDivElement>(null);
  const newest = useRef({ canCommit, submit });
  useEffect(() => {
    newest.current = { canCommit, submit };
  });
  useEffect(() => {
    const dialog = inside.current?.closest<HTMLElement>("[role=dialog]");
    if (dialog === null || dialog === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || !newest.current.canCommit || !matchesKeys(KEYS, event, IS_MAC)) return;
      event.preventDefault();
      newest.current.submit();
    };
    dialog.addEventListener("keydown", onKeyDown);
    return () => dialog.removeEventListener("keydown", onKeyDown);
  }, []);
  useCommands("review", [
    {
      id: "review-commit",
      title: resourceStrings.commitKey,
      group: resourceStrings.group,
      keys: KEYS,
      pane: "review",
      isDisabled: !canCommit,
      run: submit,
    },
  ]);
  return inside;
}
