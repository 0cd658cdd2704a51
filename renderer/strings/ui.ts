/** Words of the shared components. */
export const uiStrings = {
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  undo: "Undo",
  retry: "Try again",
  loading: "Loading",
  showingOld: "This is the last that was known.",
  resize: (what: string) => `Width of ${what}`,
  unknown: "unknown",
  simulated: "simulated",
  diff: "Changes",
  unchangedLines: (count: number) => `${count} unchanged ${count === 1 ? "line" : "lines"}`,
  justNow: "just now",
} as const;
