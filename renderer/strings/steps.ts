/** Words of the two steps over operations. */
export const stepStrings = {
  undo: {
    title: "Undo this operation?",
    nothing: "Nothing to undo",
    nothingText: "The operation log is at its beginning.",
    text: "It adds a commit with the state from before. History only grows, and a redo brings back what is undone now.",
    confirm: "Undo",
    did: (label: string) => `Undone: ${label}`,
  },
  redo: {
    title: "Redo this operation?",
    nothing: "Nothing to redo",
    nothingText:
      "Nothing was undone since the last new change. What was undone before it can be restored from the lineage.",
    text: "It adds a commit with the state that the operation had made. An undo takes it back again.",
    confirm: "Redo",
    did: (label: string) => `Redone: ${label}`,
  },
  tag: (name: string) => `The tag ${name} goes elsewhere:`,
  tagOnly: "Nothing else changes, and no commit is added. The step stays on record.",
  tagNowhere: "not set",
} as const;
