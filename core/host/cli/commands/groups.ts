import type { Command } from "commander";

type AddCommands = (program: Command) => void;

/**
 * The commands in the order in which help lists them, each group loaded when one of its names is called: what a command
 * does not need is not read at its start [M14].
 */
const GROUPS: ReadonlyArray<{
  readonly names: readonly string[];
  readonly load: () => Promise<AddCommands>;
}> = [
  { names: ["init"], load: async () => (await import("./init.ts")).addInitCommand },
  {
    names: ["workspace"],
    load: async () => (await import("./workspaces.ts")).addWorkspaceCommands,
  },
  {
    names: ["log", "show", "diff", "rollback", "undo", "redo"],
    load: async () => (await import("./history.ts")).addHistoryCommands,
  },
  { names: ["branch"], load: async () => (await import("./branches.ts")).addBranchCommands },
  { names: ["tag"], load: async () => (await import("./tags.ts")).addTagCommands },
  {
    names: ["resource", "contract"],
    load: async () => (await import("./resources.ts")).addResourceCommands,
  },
  { names: ["resolve", "client"], load: async () => (await import("./resolve.ts")).addResolveCommands },
  { names: ["token"], load: async () => (await import("./tokens.ts")).addTokenCommands },
  { names: ["state"], load: async () => (await import("./state.ts")).addStateCommand },
  { names: ["apply", "export"], load: async () => (await import("./files.ts")).addFileCommands },
  { names: ["offer"], load: async () => (await import("./offer.ts")).addOfferCommands },
  { names: ["dataset"], load: async () => (await import("./dataset.ts")).addDatasetCommands },
  {
    names: ["connection"],
    load: async () => (await import("./connections.ts")).addConnectionCommands,
  },
  {
    names: ["route"],
    load: async () => (await import("./routes.ts")).addRouteCommands,
  },
  { names: ["run", "evaluate"], load: async () => (await import("./runs.ts")).addRunCommands },
  {
    names: ["evaluation", "matrix"],
    load: async () => (await import("./evaluations.ts")).addEvaluationCommands,
  },
  { names: ["policy"], load: async () => (await import("./policy.ts")).addPolicyCommands },
  { names: ["try"], load: async () => (await import("./try.ts")).addTryCommand },
  { names: ["traces", "trace"], load: async () => (await import("./traces.ts")).addTraceCommands },
  { names: ["replay"], load: async () => (await import("./replay.ts")).addReplayCommand },
  { names: ["session"], load: async () => (await import("./sessions.ts")).addSessionCommands },
  {
    names: ["proposals", "proposal"],
    load: async () => (await import("./proposals.ts")).addProposalCommands,
  },
  { names: ["serve"], load: async () => (await import("./serve.ts")).addServeCommand },
  { names: ["verify"], load: async () => (await import("./verify.ts")).addVerifyCommand },
  { names: ["licences"], load: async () => (await import("./licences.ts")).addLicencesCommand },
];

/** Adds the commands that these arguments need: those of the group that is called, all of them for help and for a slip. */
export async function addCommands(program: Command, args: readonly string[]): Promise<void> {
  const called = commandIn(args);
  if (called === null && args.includes("--version")) return;
  const group = GROUPS.filter(({ names }) => called !== null && names.includes(called));
  for (const add of await Promise.all((group.length > 0 ? group : GROUPS).map(async ({ load }) => load()))) {
    add(program);
  }
}

/** The first word that is neither an option nor the value of the only one that takes one before a command. */
function commandIn(args: readonly string[]): string | null {
  return args.find((arg, at) => !arg.startsWith("-") && args[at - 1] !== "--workspace") ?? null;
}
