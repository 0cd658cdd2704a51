import { useCallback, useEffect, useRef, useState } from "react";

export type Hovered = { readonly id: string; readonly left: number; readonly top: number };

/** How long the pointer rests before the summary comes. */
const REST_MS = 350;

/** The node under the pointer and where it is, once the pointer rests there; null at once when it leaves. */
export function useHovered(): readonly [Hovered | null, (hovered: Hovered | null) => void] {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hover = useCallback((next: Hovered | null): void => {
    clearTimeout(timer.current);
    if (next === null) setHovered(null);
    else timer.current = setTimeout(() => setHovered(next), REST_MS);
  }, []);
  return [hovered, hover];
}
