import { useEffect, useState, type RefObject } from "react";

/**
 * The words that are selected inside an element, as its text has them; "" where none are. `text` is what the element shows:
 * what cannot be found in it again, such as a selection over a sign that is written out, cannot be meant.
 */
export function useSelectedWords(element: RefObject<HTMLElement | null>, text: string): string {
  const [words, setWords] = useState("");
  useEffect(() => {
    const read = (): void => {
      const selection = document.getSelection();
      const host = element.current;
      const isInside =
        selection !== null &&
        host !== null &&
        !selection.isCollapsed &&
        host.contains(selection.anchorNode) &&
        host.contains(selection.focusNode);
      const selected = isInside ? selection.toString().replaceAll("\r\n", "\n") : "";
      setWords(selected.trim() !== "" && text.includes(selected) ? selected : "");
    };
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, [element, text]);
  return words;
}
