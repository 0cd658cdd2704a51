import type { contract } from "./contract.ts";

type Contract = typeof contract;

/**
 * What the palette offers from anywhere in the window. The words of each stand in renderer/strings/doors.ts, where it leads in
 * renderer/shell/palette-doors.ts; both are total over this list.
 */
export const PALETTE_ENTRIES = [
  "start-session",
  "show-sessions",
  "pause-session",
  "step-session",
  "resume-session",
  "hint-session",
  "stop-session",
  "review-proposals",
  "approve-proposal",
  "edit-proposal",
  "reject-proposal",
  "send-back-proposal",
  "defer-proposal",
  "reopen-proposal",
  "assess-proposal",
  "propose-change",
  "show-history",
  "compare-versions",
  "restore-version",
  "undo",
  "redo",
  "operations",
  "create-branch",
  "switch-branch",
  "tag-version",
  "show-resources",
  "new-prompt",
  "new-agent",
  "new-tool",
  "new-environment",
  "new-memory",
  "edit-resource",
  "copy-resource",
  "retire-resource",
  "search-resources",
  "show-contract",
  "take-resource-out",
  "use-from-program",
  "show-offer",
  "show-data",
  "import-items",
  "run-agent",
  "measure-head",
  "practice",
  "find-traces",
  "connections",
  "add-connection",
  "try-connection",
  "trust-connection",
  "set-key",
  "forget-lessons",
  "add-route",
  "change-settings",
  "change-caps",
  "change-policy",
  "verify",
  "licences",
  "workspace-new",
  "workspace-open",
  "workspace-delete",
] as const;
export type PaletteEntry = (typeof PALETTE_ENTRIES)[number];

/** Why a capability has no command, or no entry of the palette. */
export const NO_DOOR = {
  drawn: "It is part of what one view is drawn from; what shows the whole of it has the door.",
  before: "It tells what something else would come to, and is shown by whatever asks for that.",
  follows: "It happens by itself after something that has the door.",
  window: "It is about the window that asks, and there is none at a command line.",
  watched: "It is for somebody who watches what goes on; a command follows it to its end.",
  file: "At a command line it is done by an editor, in workspace.yaml.",
  environment: "A command line takes keys from the environment, and never as something typed.",
  looked: "It is asked for by somebody who sees the change before it lands, which a line does not show.",
  beside: "It stands beside the name of the workspace, in the frame of the window.",
  "has-window": "Whoever has a palette has a window already, and with it the address.",
} as const;
export type NoDoor = keyof typeof NO_DOOR;

type OneOrMore<T> = readonly [T, ...T[]];

/** How a person comes to a procedure: by these commands of the line and these entries of the palette, or why by none. */
export type Door = {
  readonly commands: OneOrMore<string> | NoDoor;
  readonly palette: OneOrMore<PaletteEntry> | NoDoor;
};

/**
 * One row for each procedure: a capability has its door in window, command line and contract alike, or it is said why not.
 * Total over the contract: a new procedure does not compile before it has its row [L25].
 */
export const DOORS = {
  workspace: {
    info: { commands: "window", palette: "drawn" },
    freshAddress: { commands: ["serve"], palette: "has-window" },
    licences: { commands: ["licences"], palette: ["licences"] },
    reportBug: { commands: "window", palette: "follows" },
    verify: { commands: ["verify"], palette: ["verify"] },
  },
  history: {
    log: { commands: ["log"], palette: ["show-history"] },
    skeleton: { commands: "drawn", palette: "drawn" },
    commits: { commands: "drawn", palette: "drawn" },
    find: { commands: "drawn", palette: "drawn" },
    show: { commands: ["show"], palette: ["show-history"] },
    diff: { commands: ["diff"], palette: ["compare-versions"] },
    previewRollback: { commands: "before", palette: "before" },
    rollback: { commands: ["rollback"], palette: ["restore-version"] },
    previewUndo: { commands: "before", palette: "before" },
    undo: { commands: ["undo"], palette: ["undo"] },
    previewRedo: { commands: "before", palette: "before" },
    redo: { commands: ["redo"], palette: ["redo"] },
    operations: { commands: "drawn", palette: ["operations"] },
  },
  branches: {
    list: { commands: ["branch list"], palette: ["switch-branch"] },
    create: { commands: ["branch create"], palette: ["create-branch"] },
    switch: { commands: ["branch switch"], palette: ["switch-branch"] },
  },
  tags: {
    list: { commands: ["tag list"], palette: ["tag-version"] },
    history: { commands: ["tag log"], palette: ["tag-version"] },
    set: { commands: ["tag set"], palette: ["tag-version"] },
    remove: { commands: ["tag remove"], palette: ["tag-version"] },
  },
  resources: {
    list: { commands: ["resource list"], palette: ["show-resources"] },
    show: { commands: ["resource show"], palette: ["show-resources"] },
    state: { commands: ["state"], palette: ["show-resources"] },
    versions: { commands: "drawn", palette: "drawn" },
    retrieve: { commands: ["resource search"], palette: ["search-resources"] },
    setVariables: { commands: "looked", palette: ["edit-resource"] },
    change: {
      commands: [
        "resource create",
        "resource copy",
        "resource update",
        "resource set",
        "resource restore",
        "resource deprecate",
        "resource retire",
        "resource reactivate",
        "resource attach",
        "resource detach",
        "resource mask",
        "resource lock",
        "resource unlock",
      ],
      palette: [
        "new-prompt",
        "new-agent",
        "new-tool",
        "new-environment",
        "new-memory",
        "edit-resource",
        "copy-resource",
        "retire-resource",
      ],
    },
    previewChange: { commands: "before", palette: "before" },
    contract: { commands: ["contract"], palette: ["show-contract"] },
    contractText: { commands: ["contract"], palette: ["show-contract"] },
  },
  resolve: {
    resource: { commands: ["resolve"], palette: ["take-resource-out"] },
    system: { commands: ["resolve"], palette: ["take-resource-out"] },
    client: { commands: ["client"], palette: ["use-from-program"] },
  },
  tokens: {
    list: { commands: ["token list"], palette: ["use-from-program"] },
    create: { commands: ["token create"], palette: ["use-from-program"] },
    remove: { commands: ["token remove"], palette: ["use-from-program"] },
  },
  files: {
    apply: { commands: "looked", palette: ["edit-resource"] },
    export: { commands: "looked", palette: ["take-resource-out"] },
  },
  offer: {
    show: { commands: ["offer"], palette: ["show-offer"] },
    take: { commands: ["offer take"], palette: ["show-offer"] },
    leave: { commands: ["offer leave"], palette: ["show-offer"] },
  },
  data: {
    import: { commands: ["dataset import"], palette: ["import-items"] },
    preview: { commands: "before", palette: "before" },
    list: { commands: ["dataset list"], palette: ["show-data"] },
    items: { commands: ["dataset show"], palette: ["show-data"] },
    uses: { commands: "before", palette: "before" },
    delete: { commands: ["dataset delete"], palette: ["show-data"] },
    archive: { commands: ["dataset archive"], palette: ["show-data"] },
    tryScorer: { commands: "before", palette: "before" },
  },
  runs: {
    run: { commands: ["run", "try"], palette: ["run-agent"] },
    prompt: { commands: ["try"], palette: ["run-agent"] },
    tool: { commands: ["try"], palette: ["run-agent"] },
    evaluate: { commands: ["evaluate"], palette: ["measure-head"] },
  },
  evaluations: {
    list: { commands: ["evaluation list"], palette: ["show-data"] },
    show: { commands: ["evaluation show"], palette: ["show-data"] },
    forecast: { commands: "before", palette: "before" },
    matrix: { commands: ["matrix"], palette: ["show-data"] },
  },
  sessions: {
    start: { commands: ["session start"], palette: ["start-session"] },
    list: { commands: ["session list"], palette: ["show-sessions"] },
    show: { commands: ["session show"], palette: ["show-sessions"] },
    runs: { commands: "drawn", palette: "drawn" },
    resume: { commands: ["session resume"], palette: ["resume-session"] },
    goOn: { commands: "follows", palette: "follows" },
    holdBack: { commands: "follows", palette: "follows" },
    pause: { commands: ["session pause"], palette: ["pause-session"] },
    step: { commands: "watched", palette: ["step-session"] },
    stop: { commands: ["session stop"], palette: ["stop-session"] },
    endAssessment: { commands: "watched", palette: ["assess-proposal"] },
    hint: { commands: "watched", palette: ["hint-session"] },
    matrix: { commands: "drawn", palette: "drawn" },
    events: { commands: "follows", palette: "follows" },
  },
  proposals: {
    list: { commands: ["proposals"], palette: ["review-proposals"] },
    show: { commands: ["proposal show"], palette: ["review-proposals"] },
    approve: { commands: ["proposal approve"], palette: ["approve-proposal"] },
    reject: { commands: ["proposal reject"], palette: ["reject-proposal"] },
    sendBack: { commands: ["proposal send-back"], palette: ["send-back-proposal"] },
    defer: { commands: ["proposal defer"], palette: ["defer-proposal"] },
    reopen: { commands: ["proposal reopen"], palette: ["reopen-proposal"] },
    derive: { commands: "looked", palette: ["edit-proposal"] },
    propose: { commands: "looked", palette: ["propose-change"] },
    assess: { commands: ["proposal assess"], palette: ["assess-proposal"] },
  },
  traces: {
    find: { commands: ["traces"], palette: ["find-traces"] },
    choices: { commands: "drawn", palette: "drawn" },
    show: { commands: ["trace show"], palette: ["find-traces"] },
    timeline: { commands: "drawn", palette: "drawn" },
    columns: { commands: "drawn", palette: "drawn" },
    span: { commands: "drawn", palette: "drawn" },
    search: { commands: "drawn", palette: "drawn" },
  },
  home: {
    practice: { commands: "watched", palette: ["practice"] },
    spent: { commands: "drawn", palette: "drawn" },
    measured: { commands: "drawn", palette: "drawn" },
  },
  connections: {
    list: { commands: ["connection list", "connection show"], palette: ["connections"] },
    presets: { commands: "drawn", palette: "drawn" },
    routes: { commands: ["route list"], palette: ["add-route"] },
    saveRoute: { commands: ["route add", "route remove"], palette: ["add-route"] },
    save: { commands: ["connection add", "connection remove"], palette: ["add-connection"] },
    trust: { commands: ["connection trust"], palette: ["trust-connection"] },
    setKey: { commands: "environment", palette: ["set-key"] },
    models: { commands: ["connection models"], palette: ["connections"] },
    forget: { commands: ["connection forget"], palette: ["forget-lessons"] },
    try: { commands: ["connection try"], palette: ["try-connection"] },
  },
  settings: {
    read: { commands: "file", palette: ["change-settings"] },
    policyHistory: {
      commands: ["policy show", "policy history", "policy restore"],
      palette: ["change-policy"],
    },
    save: {
      commands: ["policy set", "policy restore"],
      palette: ["change-settings", "change-caps", "change-policy"],
    },
  },
  windows: {
    read: { commands: ["workspace list"], palette: ["workspace-open"] },
    act: { commands: "window", palette: "beside" },
    open: { commands: ["serve"], palette: ["workspace-open"] },
    make: { commands: ["init"], palette: ["workspace-new"] },
    forget: { commands: ["workspace forget"], palette: ["workspace-open"] },
    look: { commands: "before", palette: "before" },
    delete: { commands: ["workspace delete"], palette: ["workspace-delete"] },
  },
} as const satisfies {
  readonly [Group in keyof Contract]: { readonly [Name in keyof Contract[Group]]: Door };
};
