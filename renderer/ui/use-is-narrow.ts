import { useMediaQuery } from "@mantine/hooks";

/** Below this there is no room for panes beside each other: a small window, a telephone, or a page at 200 %. */
const NARROW = "(max-width: 899px)";

/** Whether views lay their panes out one below the other. The style sheets ask by the same width [L1]. */
export function useIsNarrow(): boolean {
  return useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
}
