/** Words about which workspace a window shows, and about opening another. */
export const workspaceStrings = {
  group: "Workspace",
  menu: (name: string) => `Workspace ${name}: where it is, and others`,
  liesIn: "This workspace is the folder",
  new: "New workspace…",
  open: "Open workspace…",
  recent: "Recent",
  openRecent: (name: string) => `Open workspace ${name}`,
  showFolder: "Show workspace in folder",
  clearRecent: "Clear recent workspaces",
  close: "Close workspace",
  oneFolder: "This window shows one folder. For another one, in a terminal:",
  start: "npm start -- FOLDER",
  serve: "npm run cli -- serve --workspace FOLDER",
  documentTitle: (name: string) => `${name} – Autogenesis Studio`,
} as const;
