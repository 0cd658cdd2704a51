import type { NewSeed, WindowAction } from "#core/contract/windows.ts";

const actions: Readonly<Record<WindowAction, string>> = {
  new: "New workspace…",
  open: "Open workspace…",
  "show-folder": "Show workspace in folder",
  "clear-recent": "Clear recent workspaces",
  close: "Close workspace",
};

const seeds: Readonly<Record<NewSeed, { readonly label: string; readonly note: string }>> = {
  "order-desk": {
    label: "Order desk, for practice",
    note: "An agent with tasks whose answers are known, and a simulated model: everything can be tried without a key.",
  },
  files: {
    label: "Files of your own",
    note: "Agents, prompts and tools as plain files, with data and settings where there are some.",
  },
  empty: {
    label: "Empty",
    note: "Nothing but the optimizers' prompts. You bring your agent, prompts, tools and items.",
  },
};

/** Words about which workspace a window shows, and about opening, making and deleting others. */
export const workspaceStrings = {
  group: "Workspace",
  menu: (name: string) => `Workspace ${name}: where it is, and others`,
  liesIn: "This workspace is the folder",
  actions,
  recent: "Recent",
  openRecent: (name: string) => `Open workspace ${name}`,
  oneFolder: "This window shows one folder. For another one, in a terminal:",
  start: "npm start -- FOLDER",
  serve: "npm run cli -- serve --workspace FOLDER",
  documentTitle: (name: string) => `${name} – Autogenesis Studio`,
  isOpen: (name: string) => `${name} is open. The browser kept its tab from opening.`,
  showTab: "Open the tab",
  folder: "Folder",
  folderNote: "The whole path, from the disk or from ~ on.",
  newTitle: "New workspace",
  newLead: "A workspace is a folder with everything in it. It opens in a window of its own.",
  newFolderNote: "An empty folder, or one that is not there yet. The whole path, from the disk or from ~ on.",
  begins: "It begins with",
  seeds,
  houseSeed: "House style",
  houseSeedNote: "Each number is a shop with other rules to find out.",
  filesPlace: "Where the files are",
  filesPlaceNote:
    "The whole path of a folder of files, or of one file that describes agents. Nothing there is changed.",
  filesProblems: (count: number) =>
    count === 1 ? "One problem: nothing was made" : `${count} problems: nothing was made`,
  make: "Make and open",
  openTitle: "Open a workspace",
  openLead: "It opens in a window of its own; this one stays as it is.",
  open: "Open",
  openNamed: (name: string) => `Open ${name}`,
  forget: "Forget",
  forgetNamed: (name: string) => `Forget ${name}: its files stay`,
  noRecent: "No other workspace was opened here yet.",
  deleteTitle: "Delete a workspace",
  deleteMenu: "Delete workspace…",
  which: "Workspace",
  thisOne: (name: string) => `${name}, which this window shows`,
  goes: "What goes",
  size: "Size",
  commits: "Commits",
  sessions: "Sessions",
  liesAt: "Folder",
  unknown: "made by another version of the program",
  others: (count: string) => `${count} beside it in the folder stay.`,
  other: "file or folder",
  otherMany: "files and folders",
  inTrash: "It goes into the system's trash, from which it can be put back.",
  forGood: "Its files are removed for good: there is no undo, and no trash in a browser.",
  comesBack: "It is the usual workspace: the next start makes it anew, for practice.",
  held: (holder: string) => `It is held by ${holder}. Close that program first.`,
  runs: "A session runs in it. Stop it, or wait until it has ended.",
  typeName: (name: string) => `Type “${name}” to delete it`,
  delete: "Delete",
  deleted: (name: string) => `Deleted ${name}.`,
  deletedHere: (name: string) => `${name} was deleted`,
  deletedHereText:
    "This tab has nothing to show any more: close it, or open another workspace from its own tab.",
  anew: "The next start makes it anew, for practice.",
} as const;
