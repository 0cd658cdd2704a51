import type { MaskEntry } from "./mask.ts";

type MaskChange = {
  readonly pointer: string;
  readonly learnable?: boolean | undefined;
  /** Null takes the limit away. */
  readonly maxTokens?: number | null | undefined;
};

/** The mask with one variable's permission or limit changed; what else its entry says stays. */
export function withPermission(
  mask: readonly MaskEntry[],
  { pointer, learnable, maxTokens }: MaskChange,
): MaskEntry[] {
  return changeEntry(mask, pointer, (entry) => {
    const { maxTokens: limit, ...rest } = entry;
    const next = maxTokens === undefined ? limit : maxTokens;
    return {
      ...rest,
      ...(learnable === undefined ? {} : { learnable }),
      ...(next === undefined || next === null ? {} : { maxTokens: next }),
    };
  });
}

/** The mask with one more text that must stay; one that is locked already is locked once. */
export function withLock(mask: readonly MaskEntry[], pointer: string, text: string): MaskEntry[] {
  return changeEntry(mask, pointer, (entry) => ({
    ...entry,
    locked: [...new Set([...(entry.locked ?? []), text])],
  }));
}

export function withoutLock(mask: readonly MaskEntry[], pointer: string, text: string): MaskEntry[] {
  return changeEntry(mask, pointer, ({ locked = [], ...rest }) => {
    const kept = locked.filter((each) => each !== text);
    return kept.length === 0 ? rest : { ...rest, locked: kept };
  });
}

/** An entry is made where the mask has none for the variable. */
function changeEntry(
  mask: readonly MaskEntry[],
  pointer: string,
  change: (entry: MaskEntry) => MaskEntry,
): MaskEntry[] {
  const isThere = mask.some((entry) => entry.pointer === pointer);
  const entries = isThere ? mask : [...mask, { pointer, learnable: false }];
  return entries.map((entry) => (entry.pointer === pointer ? change(entry) : entry));
}
