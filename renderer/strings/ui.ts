import { formatPlural } from "#renderer/text/format.ts";
/** Words of the shared components. */
export const uiStrings = {
  itemChanges: {
    broken: "broken: right before",
    worse: "worse than before",
    fixed: "fixed: wrong before",
    better: "better than before",
  },
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  undo: "Undo",
  retry: "Try again",
  loading: "Loading",
  connectionBroke: {
    message: "The connection to the host broke before it answered.",
    hint: "It is asked again when the connection is back. If that takes long, check that the host still runs.",
  },
  showingOld: "This is the last that was known.",
  resize: (what: string) => `Width of ${what}`,
  simulated: "simulated",
  series: "Dataset and model of the figures",
  hiddenSign: "A character that cannot be seen, or that looks like another",
  ownMachine: "own machine",
  diff: "Changes",
  unchangedLines: (count: number) => formatPlural(count, "unchanged line"),
  answer: {
    field: "Field",
    wrote: "What it wrote",
    wanted: "What was wanted",
    right: "right",
    differs: "differs",
    noAnswer: "It gave no answer.",
    nothing: "nothing",
    empty: "empty",
  },
} as const;
