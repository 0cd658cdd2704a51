/** Words that are part of how a figure or a moment is written; all others stand in renderer/strings. */
export const textStrings = {
  unknown: "unknown",
  countedHere: (calls: string) => `${calls} counted here, not reported`,
  reservedOnly: (calls: string) => `${calls} at what was reserved, not known`,
  justNow: "just now",
} as const;
