/** Words for going back, wherever it is offered. */
export const rollbackStrings = {
  resources: "Changes back",
  undoneCommits: "Commits no longer in force",
  dependents: "Used by, unchanged",
  conflicts: "Stands against it",
  laterRuns: "Runs recorded since",
  notRestored: "Not restored",
  none: "none",
  nothing: "nothing outside the workspace was touched",
  absent: "absent",
  archived: "archived",
} as const;
