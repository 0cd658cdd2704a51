import { PALETTE_ENTRIES, type PaletteEntry } from "#core/contract/doors.ts";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { splitResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { Command } from "#renderer/store/command-slice.ts";
import type { Overlay } from "#renderer/store/window-slice.ts";
import { branchStrings } from "#renderer/strings/branches.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { doorStrings } from "#renderer/strings/doors.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { workspaceStrings } from "#renderer/strings/workspace.ts";
import { findConnection, type ConnectionTask } from "./find-connection.ts";

/** A place of the window, as `hrefTo` writes it into an address. */
export type Place = readonly [
  view: string,
  parts?: readonly string[],
  query?: Readonly<Record<string, string | undefined>>,
];

/** What of the workspace an entry may lead to; null where there is none. */
export type Leads = {
  readonly head: string | null;
  /** The commit before head, of those on its branch. */
  readonly earlier: string | null;
  /** The one that runs, else the newest. */
  readonly session: string | null;
  readonly waiting: string | null;
  readonly deferred: string | null;
  readonly unassessed: string | null;
  readonly hasOffer: boolean;
  /** The first agent of the registry. */
  readonly agent: string | null;
  /** That agent, or where there is none the first resource. */
  readonly resource: ResourceKey | null;
  /** Null until they are read. */
  readonly connections: readonly ConnectionDocument[] | null;
};

type Lead = {
  readonly group: string;
  /** Where it leads; null where there is nothing that it could be done to. */
  readonly to: (leads: Leads) => Place | null;
  /** What opens instead where it leads nowhere. */
  readonly otherwise?: Overlay;
  /** The command by which the view there does it, which stands for this entry where it can be used already. */
  readonly near?: string;
  /** It is run on arrival: it only opens what asks. */
  readonly isRunThere?: true;
};

type Door =
  | Lead
  | {
      readonly group: string;
      readonly overlay: Overlay;
      readonly keys?: (isBrowser: boolean) => string | undefined;
      readonly otherKeys?: (isBrowser: boolean) => readonly string[];
    };

const IMPROVE = improveStrings.group;
const REVIEW = improveStrings.groupReview;
const SESSION = improveStrings.groupSession;
const HISTORY = shellStrings.groupHistory;
const RESOURCES = resourceStrings.group;
const DATA = dataStrings.title;
const CONNECTIONS = connectionStrings.title;
const SETTINGS = settingsStrings.title;

/** Where each entry leads: a place of the window, and what opens there [L26]. Total over the entries. */
const DOORS: Readonly<Record<PaletteEntry, Door>> = {
  "start-session": {
    group: shellStrings.groupStart,
    to: () => ["improve"],
    near: "improve-start",
    isRunThere: true,
  },
  "show-sessions": { group: SESSION, to: (leads) => toSession(leads) ?? ["improve"] },
  "pause-session": { group: SESSION, to: toSession, near: "session-pause" },
  "step-session": { group: SESSION, to: toSession, near: "session-step" },
  "resume-session": { group: SESSION, to: toSession, near: "session-resume" },
  "hint-session": { group: SESSION, to: toSession, near: "session-hint", isRunThere: true },
  "stop-session": { group: SESSION, to: toSession, near: "session-stop", isRunThere: true },
  "review-proposals": { group: shellStrings.groupStart, to: () => ["improve"] },
  // Nobody approves by arriving: what it changes is looked at first.
  "approve-proposal": { group: REVIEW, to: toWaiting, near: "review-approve" },
  "edit-proposal": { group: REVIEW, to: toWaiting, near: "review-edit", isRunThere: true },
  "reject-proposal": { group: REVIEW, to: toWaiting, near: "review-reject", isRunThere: true },
  "send-back-proposal": { group: REVIEW, to: toWaiting, near: "review-comment", isRunThere: true },
  "defer-proposal": { group: REVIEW, to: toWaiting, near: "review-defer" },
  "reopen-proposal": { group: REVIEW, to: ({ deferred }) => toProposal(deferred) },
  "assess-proposal": { group: REVIEW, to: ({ unassessed, waiting }) => toProposal(unassessed ?? waiting) },
  // What is written in the form is proposed or committed from its review.
  "propose-change": { group: IMPROVE, to: toResource, near: "resource-edit-whole", isRunThere: true },
  "show-history": { group: HISTORY, to: () => ["lineage"] },
  "compare-versions": { group: HISTORY, to: toEarlier, near: "lineage-compare", isRunThere: true },
  "restore-version": { group: HISTORY, to: toEarlier, near: "lineage-restore" },
  undo: { group: HISTORY, overlay: "undo", keys: () => "Mod+Z" },
  // As other programs on Windows and Linux have it; a browser keeps the other one for itself there [L5].
  redo: {
    group: HISTORY,
    overlay: "redo",
    keys: () => "Mod+Shift+Z",
    otherKeys: (isBrowser) => (isBrowser ? [] : ["Mod+Y"]),
  },
  operations: {
    group: HISTORY,
    overlay: "operations",
    keys: (isBrowser) => (isBrowser ? "G O" : "Mod+Shift+H"),
  },
  "create-branch": {
    group: branchStrings.group,
    to: ({ head }) => (head === null ? null : ["lineage", [head]]),
    near: "lineage-branch",
    isRunThere: true,
  },
  "switch-branch": { group: branchStrings.group, to: () => ["lineage"] },
  "tag-version": {
    group: HISTORY,
    to: ({ head }) => (head === null ? null : ["lineage", [head]]),
    near: "lineage-tag",
    isRunThere: true,
  },
  "show-resources": { group: RESOURCES, to: () => ["resources"] },
  "new-prompt": { group: RESOURCES, to: () => ["resources", ["new", "prompt"]] },
  "new-agent": { group: RESOURCES, to: () => ["resources", ["new", "agent"]] },
  "new-tool": { group: RESOURCES, to: () => ["resources", ["new", "tool"]] },
  "new-environment": { group: RESOURCES, to: () => ["resources", ["new", "environment"]] },
  "new-memory": { group: RESOURCES, to: () => ["resources", ["new", "memory"]] },
  "edit-resource": { group: RESOURCES, to: () => ["resources"], near: "resource-edit" },
  "copy-resource": { group: RESOURCES, to: () => ["resources", ["new"]], near: "resource-copy" },
  "retire-resource": { group: RESOURCES, to: () => ["resources"], near: "resource-unregister" },
  "search-resources": { group: RESOURCES, to: () => ["resources", [], { find: "meaning" }] },
  "show-contract": { group: RESOURCES, to: () => ["resources", [], { contract: "" }] },
  "take-resource-out": { group: RESOURCES, to: toResource, near: "resource-take-out", isRunThere: true },
  "use-from-program": { group: RESOURCES, to: toResource, near: "resource-use", isRunThere: true },
  "bring-files-in": { group: RESOURCES, to: () => ["resources", [], { files: "in" }] },
  "take-files-out": { group: RESOURCES, to: () => ["resources", [], { files: "out" }] },
  "show-offer": {
    group: shellStrings.groupStart,
    to: ({ hasOffer }) => (hasOffer ? ["home", [], { offer: "" }] : null),
  },
  "show-data": { group: DATA, to: () => ["data"] },
  "import-items": { group: shellStrings.groupStart, to: () => ["data", ["import"]] },
  "run-agent": {
    group: shellStrings.groupStart,
    to: ({ agent }) => (agent === null ? null : ["resources", ["agent", agent]]),
    near: "resource-run",
    isRunThere: true,
  },
  "measure-head": {
    group: shellStrings.groupStart,
    to: ({ head, agent }) => (head === null || agent === null ? null : ["lineage", [head]]),
    near: "measure",
    isRunThere: true,
  },
  // Home begins with it; after the first session, or without an agent, one practises in a workspace of its own.
  practice: {
    group: shellStrings.groupStart,
    to: ({ session, agent }) => (session === null && agent !== null ? ["home"] : null),
    otherwise: "workspace-new",
  },
  "replay-run": { group: tracesStrings.title, to: () => ["traces"], near: "timeline-replay" },
  "find-traces": { group: tracesStrings.title, to: () => ["traces"] },
  "compare-traces": { group: tracesStrings.title, to: () => ["traces", [], { compare: "" }] },
  // Of one that is open; else it is chosen first.
  "export-trace": { group: tracesStrings.title, to: () => ["traces"], near: "trace-export" },
  "import-traces": { group: tracesStrings.title, to: () => ["traces", [], { import: "" }] },
  "receive-traces": { group: SETTINGS, to: () => toSection(receivedStrings.receiver.title) },
  connections: { group: CONNECTIONS, to: () => ["settings", ["connections"]] },
  "add-connection": { group: CONNECTIONS, to: () => ["settings", ["connections"], { add: "" }] },
  "try-connection": {
    group: CONNECTIONS,
    to: toConnection("try"),
    near: "connection-try",
    isRunThere: true,
  },
  "trust-connection": {
    group: CONNECTIONS,
    to: toConnection("trust"),
    near: "connection-trust",
    isRunThere: true,
  },
  "set-key": { group: CONNECTIONS, to: toConnection("key"), near: "connection-key", isRunThere: true },
  "forget-lessons": {
    group: CONNECTIONS,
    to: toConnection("forget"),
    near: "connection-forget",
    isRunThere: true,
  },
  "add-route": {
    group: CONNECTIONS,
    to: () => ["settings", ["connections"]],
    near: "route-add",
    isRunThere: true,
  },
  "change-settings": { group: SETTINGS, to: () => toSection(settingsStrings.defaults) },
  "change-caps": { group: SETTINGS, to: () => toSection(settingsStrings.caps) },
  "change-policy": { group: SETTINGS, to: () => toSection(settingsStrings.policy) },
  "read-tokens": { group: SETTINGS, to: () => toSection(settingsStrings.readTokens) },
  verify: { group: SETTINGS, to: () => toSection(settingsStrings.integrity) },
  licences: { group: shellStrings.groupWindow, overlay: "licences" },
  "workspace-new": {
    group: workspaceStrings.group,
    overlay: "workspace-new",
    keys: (isBrowser) => (isBrowser ? undefined : "Mod+Shift+N"),
  },
  "workspace-open": {
    group: workspaceStrings.group,
    overlay: "workspace-open",
    keys: (isBrowser) => (isBrowser ? undefined : "Mod+O"),
  },
  "workspace-delete": { group: workspaceStrings.group, overlay: "workspace-delete" },
};

function toSession({ session }: Leads): Place | null {
  return session === null ? null : ["improve", ["session", session]];
}

function toProposal(id: string | null): Place | null {
  return id === null ? null : ["improve", ["proposal", id]];
}

function toWaiting({ waiting }: Leads): Place | null {
  return toProposal(waiting);
}

function toEarlier({ earlier }: Leads): Place | null {
  return earlier === null ? null : ["lineage", [earlier]];
}

function toResource({ resource }: Leads): Place | null {
  return resource === null ? null : ["resources", splitPlace(resource)];
}

function splitPlace(resource: ResourceKey): readonly string[] {
  const { kind, name } = splitResourceKey(resource);
  return [kind, name];
}

/** To the connection that it can be done to; to all of them before they are read. */
function toConnection(task: ConnectionTask): Lead["to"] {
  return ({ connections }) => {
    if (connections === null) return ["settings", ["connections"]];
    const name = findConnection(task, connections);
    return name === null ? null : ["settings", ["connections", name]];
  };
}

function toSection(section: string): Place {
  return ["settings", [], { section }];
}

export type Openers = {
  readonly openOverlay: (overlay: Overlay) => void;
  /** Goes there, and runs that command of the view as soon as it can be used. */
  readonly goTo: (place: Place, command: string | null) => void;
};

/** Every entry as a command; one that nothing can be done to is listed, and cannot be chosen. */
export function doorCommands(leads: Leads, isBrowser: boolean, openers: Openers): readonly Command[] {
  return PALETTE_ENTRIES.map((id) => {
    const door = DOORS[id];
    const shown = { id, group: door.group, ...doorStrings.entries[id] };
    if ("overlay" in door) {
      const { overlay, otherKeys } = door;
      const keys = door.keys?.(isBrowser);
      return {
        ...shown,
        ...(keys === undefined ? {} : { keys }),
        ...(otherKeys === undefined ? {} : { otherKeys: otherKeys(isBrowser) }),
        run: () => openers.openOverlay(overlay),
      };
    }
    const { to, otherwise, near, isRunThere } = door;
    const place = to(leads);
    return {
      ...shown,
      ...(near === undefined ? {} : { near }),
      isDisabled: place === null && otherwise === undefined,
      run: () => {
        if (place !== null) openers.goTo(place, isRunThere === true ? (near ?? null) : null);
        else if (otherwise !== undefined) openers.openOverlay(otherwise);
      },
    };
  });
}
