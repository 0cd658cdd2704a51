/** Words of taking a dataset away. */
export const datasetAwayStrings = {
  archive: "Archive",
  putBack: "Put back",
  archived: (name: string) => `${name} is off the lists. What rests on it is as it was.`,
  isBack: (name: string) => `${name} is on the lists again`,
  showArchived: (count: number) => `Show ${count} archived`,
  hideArchived: "Hide archived",
  delete: "Delete…",
  title: (name: string) => `Delete ${name}?`,
  inUse:
    "It is not deleted while something rests on it: what was measured stays readable. Archive it instead, which takes it off the lists. On it rest:",
  text: "The items go for good, the sealed ones as well. That it was there stays in the audit chain. This cannot be undone.",
  confirm: (name: string) => `Type ${name} to confirm`,
  confirmDelete: "Delete",
  deleted: (name: string) => `Deleted: ${name}`,
} as const;
