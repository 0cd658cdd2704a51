import type { contract, WorkspaceClient } from "#core/contract/contract.ts";

/**
 * Where a procedure is answered, in a host whose runtime has a thread of its own.
 *
 * - `reads`: in the thread that serves, from its own connection, which cannot write.
 * - `follows`: as `reads`; but what goes on at this moment is known to the runtime alone, and is asked there.
 * - `works`: in the runtime's thread, though it changes nothing: it may take longer than a window may stand still.
 * - `writes`: in the runtime's thread, over the one connection that writes.
 * - `sets`: as `writes`, and what it comes to is read here: settings and connections tell of keys, which this thread has.
 * - `host`: in the thread that serves, by what is around the workspace: windows, keys, addresses.
 */
export type Place = "reads" | "follows" | "works" | "writes" | "sets" | "host";

type Contract = typeof contract;

/**
 * Total over the contract: a new procedure does not compile before its place is said [W8], and one that can write not before
 * it was tried by people who mean harm [R40].
 */
export const PLACES = {
  workspace: {
    info: "reads",
    freshAddress: "host",
    licences: "host",
    reportBug: "host",
    verify: "reads",
  },
  history: {
    log: "reads",
    skeleton: "reads",
    commits: "reads",
    find: "reads",
    show: "reads",
    diff: "reads",
    previewRollback: "reads",
    rollback: "writes",
    previewUndo: "reads",
    undo: "writes",
    previewRedo: "reads",
    redo: "writes",
    operations: "reads",
  },
  branches: { list: "reads", create: "writes", switch: "writes" },
  tags: { list: "reads", history: "reads", set: "writes", remove: "writes" },
  resources: {
    list: "reads",
    show: "reads",
    state: "reads",
    versions: "reads",
    retrieve: "writes",
    setVariables: "writes",
    change: "writes",
    previewChange: "works",
    contract: "reads",
    contractText: "reads",
  },
  resolve: { resource: "reads", system: "reads", client: "reads" },
  tokens: { list: "host", create: "host", remove: "host" },
  files: { apply: "writes", export: "reads" },
  offer: { show: "reads", take: "writes", leave: "writes" },
  data: {
    import: "writes",
    preview: "works",
    list: "reads",
    items: "reads",
    uses: "reads",
    delete: "writes",
    archive: "writes",
    tryScorer: "works",
  },
  runs: { run: "writes", prompt: "writes", tool: "works", evaluate: "writes" },
  evaluations: { list: "reads", show: "reads", forecast: "works", matrix: "writes" },
  sessions: {
    start: "writes",
    list: "reads",
    show: "reads",
    runs: "reads",
    resume: "writes",
    goOn: "writes",
    holdBack: "writes",
    pause: "writes",
    step: "writes",
    stop: "writes",
    endAssessment: "writes",
    hint: "writes",
    matrix: "reads",
    events: "reads",
  },
  proposals: {
    list: "reads",
    show: "reads",
    approve: "writes",
    reject: "writes",
    sendBack: "writes",
    defer: "writes",
    reopen: "writes",
    derive: "writes",
    propose: "writes",
    assess: "writes",
  },
  traces: {
    find: "follows",
    choices: "reads",
    show: "follows",
    timeline: "follows",
    columns: "follows",
    span: "follows",
    search: "follows",
    compare: "follows",
    export: "follows",
    import: "writes",
    receiver: "host",
    receive: "host",
  },
  replays: { make: "writes", list: "follows", playable: "reads" },
  home: { practice: "writes", spent: "reads", measured: "reads" },
  connections: {
    list: "host",
    presets: "host",
    routes: "host",
    saveRoute: "writes",
    save: "sets",
    trust: "sets",
    setKey: "host",
    models: "works",
    forget: "sets",
    try: "writes",
  },
  settings: { read: "host", policyHistory: "host", save: "sets" },
  windows: {
    read: "host",
    act: "host",
    open: "host",
    make: "host",
    forget: "host",
    look: "host",
    delete: "host",
  },
} as const satisfies {
  readonly [Group in keyof Contract]: { readonly [Name in keyof Contract[Group]]: Place };
};

type Places = typeof PLACES;

/** What a connection which only reads can answer. */
export type Reading = "reads" | "follows";

/** The procedures of a part whose place is one of these. */
export type NameAt<Part extends keyof Places, P extends Place> = {
  [Name in keyof Places[Part]]: Places[Part][Name] extends P ? Name : never;
}[keyof Places[Part]];

/** The contract as whoever only reads may call it. */
export type ReadingClient = {
  readonly [Part in keyof Places]: Pick<
    WorkspaceClient[Part],
    NameAt<Part, Reading> & keyof WorkspaceClient[Part]
  >;
};

/** The parts of which nothing is answered where a connection only reads. */
export type AwayPart = {
  [Part in keyof Places]: Places[Part][keyof Places[Part]] extends "works" | "writes" ? Part : never;
}[keyof Places];

/** The parts of which something is set there and told here. */
export type SettingPart = {
  [Part in keyof Places]: "sets" extends Places[Part][keyof Places[Part]] ? Part : never;
}[keyof Places];
