/**
 * Who may import whom: the one list, from which layer-rules.ts makes the tool's rules.
 * Never upwards, never sideways on one step; a need that points upwards is an interface declared where it
 * is needed and wired in core/app.
 */

/** Lowest first. Folders on one step do not know each other. */
const STEPS = [
  ["core/base"],
  ["core/domain"],
  ["core/store"],
  ["core/recording"],
  ["core/otlp"],
  ["core/models"],
  ["core/sandbox"],
  ["core/resources"],
  ["core/proposals"],
  ["core/tools", "core/environments", "core/memory"],
  ["core/agents"],
  ["core/evaluation"],
  ["core/replay"],
  ["core/evolution"],
  ["core/exchange"],
  ["core/app"],
  ["core/host"],
  // A host too, but one that takes the socket, the content policy and the reading of assets from the others.
  ["electron"],
] as const;

type Stepped = (typeof STEPS)[number][number];

/** core/config and core/entries.ts stand beside the steps: everything from the store up may read them. */
const BESIDE = ["core/config", "core/entries.ts"] as const;

function below(folder: Stepped): readonly string[] {
  const step = STEPS.findIndex((folders) => (folders as readonly string[]).includes(folder));
  return [...STEPS.slice(0, step).flat(), ...BESIDE];
}

/** The floors of the window, lowest first. Rooms on one floor do not know each other: no feature imports another. */
const FLOORS: readonly (readonly string[])[] = [
  ["renderer/text"],
  ["renderer/strings"],
  ["renderer/ui"],
  ["renderer/transport"],
  ["renderer/store"],
  ["renderer/navigation"],
  ["renderer/graph", "renderer/timeline", "renderer/editor", "renderer/models"],
  ["renderer/measure", "renderer/first-steps"],
  [
    "renderer/features/home",
    "renderer/features/resources",
    "renderer/features/data",
    "renderer/features/traces",
    "renderer/features/lineage",
    "renderer/features/improve",
    "renderer/features/settings",
  ],
  ["renderer/shell"],
  ["renderer/main.tsx"],
];

/**
 * What the rooms of the window may import: the floors below them, and core, of which types may come from anywhere, as
 * they leave nothing in the bundle: a rule of its own holds the values.
 */
function floors(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    FLOORS.flatMap((rooms, floor) =>
      rooms.map((room) => [room, ["core", ...FLOORS.slice(0, floor).flat()]] as const),
    ),
  );
}

/** For each folder (or single file) of the source, the ones it may import besides itself. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  "core/base": [],
  "core/domain": ["core/base"],
  "core/contract": ["core/base", "core/domain"],
  "core/config": ["core/base", "core/domain"],
  "core/entries.ts": ["core/base"],
  // The stand-in model and the desk that it is tried on know nothing of each other; only core/app knows any of the three.
  "core/practice/model": ["core/base", "core/models"],
  "core/practice/desk": ["core/base", "core/domain"],
  "core/practice/seed": ["core/base", "core/domain", "core/practice/desk"],
  "core/store": below("core/store"),
  "core/recording": below("core/recording"),
  "core/otlp": below("core/otlp"),
  "core/models": below("core/models"),
  "core/sandbox": below("core/sandbox"),
  "core/resources": below("core/resources"),
  "core/proposals": below("core/proposals"),
  "core/tools": below("core/tools"),
  "core/environments": below("core/environments"),
  "core/memory": below("core/memory"),
  "core/agents": below("core/agents"),
  "core/evaluation": below("core/evaluation"),
  "core/replay": below("core/replay"),
  "core/evolution": below("core/evolution"),
  "core/exchange": below("core/exchange"),
  "core/app": [...below("core/app"), "core/contract", "core/practice"],
  "core/host": [...below("core/host"), "core/contract"],
  electron: [...below("electron"), "core/contract"],
  ...floors(),
};

/** Packages that one folder alone imports, so that they stay replaceable. */
export const SINGLE_IMPORTERS: Readonly<Record<string, string>> = {
  electron: "electron",
  "better-sqlite3": "core/store",
  zustand: "renderer/store",
  "monaco-editor": "renderer/editor",
  "@xyflow/react": "renderer/graph",
};

/** Folders that record nothing themselves; the others may import the API of OpenTelemetry, core/recording its SDK too. */
export const WITHOUT_TELEMETRY: readonly string[] = [
  "core/base",
  "core/domain",
  "core/contract",
  "core/config",
  "core/entries.ts",
  "core/practice",
  "core/store",
  "renderer",
];

/** A breach that is known and tolerated for a while, with the reason. */
export type Debt = {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
};

/** May only shrink: an entry that no longer occurs is an error too. */
export const DEBT: readonly Debt[] = [];
