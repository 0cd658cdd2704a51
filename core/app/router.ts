import { lazy, type Lazy, type Router } from "@orpc/server";
import type { contract } from "#core/contract/contract.ts";
import type { AppContext } from "./context.ts";

type Contract = typeof contract;

/**
 * One file for each part of the contract, loaded with all that it needs when something of that part is first called: a
 * command asks for one, and no start has to wait for the others [M14]. Total, or it does not compile.
 */
export const PARTS = {
  workspace: async () => (await import("./handlers/workspace.ts")).workspaceHandlers,
  history: async () => (await import("./handlers/history.ts")).historyHandlers,
  branches: async () => (await import("./handlers/branches.ts")).branchesHandlers,
  tags: async () => (await import("./handlers/tags.ts")).tagsHandlers,
  resources: async () => (await import("./handlers/resources.ts")).resourcesHandlers,
  resolve: async () => (await import("./handlers/resolve.ts")).resolveHandlers,
  tokens: async () => (await import("./handlers/tokens.ts")).tokensHandlers,
  files: async () => (await import("./handlers/files.ts")).filesHandlers,
  offer: async () => (await import("./handlers/offer.ts")).offerHandlers,
  data: async () => (await import("./handlers/data.ts")).dataHandlers,
  runs: async () => (await import("./handlers/runs.ts")).runsHandlers,
  evaluations: async () => (await import("./handlers/evaluations.ts")).evaluationsHandlers,
  sessions: async () => (await import("./handlers/sessions.ts")).sessionsHandlers,
  proposals: async () => (await import("./handlers/proposals.ts")).proposalsHandlers,
  traces: async () => (await import("./handlers/traces.ts")).tracesHandlers,
  replays: async () => (await import("./handlers/replays.ts")).replaysHandlers,
  home: async () => (await import("./handlers/home.ts")).homeHandlers,
  connections: async () => (await import("./handlers/connections.ts")).connectionsHandlers,
  settings: async () => (await import("./handlers/settings.ts")).settingsHandlers,
  windows: async () => (await import("./handlers/windows.ts")).windowsHandlers,
} as const satisfies { readonly [Part in keyof Contract]: () => Promise<Router<Contract[Part], AppContext>> };

export type PartName = keyof typeof PARTS;

/** A router of which each part is made when something of it is first called. */
export function routerOf<Made>(
  make: (part: PartName) => Promise<Made>,
): Readonly<Record<PartName, Lazy<Made>>> {
  const parts = Object.keys(PARTS) as PartName[];
  return Object.fromEntries(
    parts.map((part) => [part, lazy(async () => ({ default: await make(part) }))]),
    // Sound: it has a value for each of them.
  ) as Record<PartName, Lazy<Made>>;
}

/** The contract implemented. */
// Sound: each part is what `PARTS` says of it.
export const router = routerOf(async (part) => PARTS[part]()) as Router<Contract, AppContext>;
