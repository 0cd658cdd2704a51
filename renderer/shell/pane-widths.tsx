import { useMemo, type ReactNode } from "react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { PaneWidthsContext, type PaneWidths } from "#renderer/ui/pane-widths.ts";

const widthsOf = (state: AppState) => state.preferences.widths;

/** Keeps the widths of panes among the window's preferences. */
export function KeptPaneWidths({ children }: { readonly children: ReactNode }) {
  const { store } = useApp();
  const widths = useAppState(widthsOf);
  const kept = useMemo(
    (): PaneWidths => ({
      widths,
      setWidth: (id, width) =>
        store.getState().setPreferences({
          widths: { ...store.getState().preferences.widths, [id]: width },
        }),
    }),
    [store, widths],
  );
  return <PaneWidthsContext value={kept}>{children}</PaneWidthsContext>;
}
