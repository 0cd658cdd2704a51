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
  never: "never",
  justNow: "just now",
} as const;
