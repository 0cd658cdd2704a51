import { createContext, useContext } from "react";

/** The remembered widths of panes, in CSS pixels by the pane's id. Where they are kept is the matter of whoever provides them. */
export interface PaneWidths {
  readonly widths: Readonly<Record<string, number>>;
  readonly setWidth: (id: string, width: number) => void;
}

export const PaneWidthsContext = createContext<PaneWidths>({ widths: {}, setWidth: () => undefined });

export type WidthLimits = { readonly initial: number; readonly min: number; readonly max: number };

/** The remembered width of a pane, in CSS pixels. */
export function usePaneWidth(id: string, { initial, min, max }: WidthLimits): number {
  const width = useContext(PaneWidthsContext).widths[id] ?? initial;
  return Math.min(Math.max(width, min), max);
}
