import { useMediaQuery } from "@mantine/hooks";

/** Below this there is no room for panes beside each other: a small window, a telephone, or a page at 200 %. */
const NARROW = "(max-width: 899px)";

/** Below this a form beside an index has no room for a third pane. */
const TIGHT = "(max-width: 1099px)";

/** Whether what is written needs the room of what is told about it. */
export function useIsTight(): boolean {
  return useMediaQuery(TIGHT, false, { getInitialValueInEffect: false });
}

/** Whether views lay their panes out one below the other. The style sheets ask by the same width [L1]. */
export function useIsNarrow(): boolean {
  return useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
}
