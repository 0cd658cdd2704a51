import type { ComboboxStore } from "@mantine/core";
import { useCallback } from "react";

type Selecting = Pick<ComboboxStore, "selectFirstOption" | "selectNextOption" | "resetSelectedOption">;

/** Selects the first model of the list, so that Enter takes it: never what would leave the place where one is chosen. */
export function useFirstModel(combobox: Selecting): () => void {
  const { selectFirstOption, selectNextOption, resetSelectedOption } = combobox;
  return useCallback(() => {
    const first = selectFirstOption();
    let at = first;
    while (at !== null && document.getElementById(at)?.matches(".model-open") === true) {
      at = selectNextOption();
      if (at === first) at = null;
    }
    if (at === null) resetSelectedOption();
  }, [selectFirstOption, selectNextOption, resetSelectedOption]);
}
