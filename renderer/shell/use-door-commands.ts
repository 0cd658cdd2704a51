import { isUsable } from "#core/domain/lifecycle.ts";
import { useEffect, useState } from "react";
import { connectionsQuery } from "#renderer/models/model-queries.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import {
  commitsWithQuery,
  offerQuery,
  proposalsQuery,
  resourcesQuery,
  sessionsQuery,
  workspaceQuery,
} from "#renderer/store/shared-queries.ts";
import type { WindowAction } from "#core/contract/windows.ts";
import type { Query } from "#renderer/store/queries.ts";
import type { Overlay } from "#renderer/store/window-slice.ts";
import { useOpenWorkspaces } from "./use-window-commands.ts";
import { windowsQuery } from "./windows-query.ts";
import { doorCommands, type Leads, type Place } from "./palette-doors.ts";

/** What can be done from anywhere: each capability of the product that people come for [L25]. */
export function useDoorCommands(): void {
  const { store, isBrowser } = useApp();
  const leads = useLeads();
  const { setArrival } = store.getState();
  const actions = useQuery(windowsQuery).data?.actions ?? [];
  const { act } = useOpenWorkspaces();
  const openOverlay = (overlay: Overlay): void => {
    const action = ASKED_BY_SYSTEM[overlay];
    // A program with boxes of the system's asks there.
    if (action !== undefined && actions.includes(action)) act(action);
    else store.getState().openOverlay(overlay);
  };
  const goTo = (place: Place, command: string | null): void => {
    const href = hrefTo(...place);
    navigate(href);
    setArrival(command === null ? null : { href, command });
  };
  useCommands("doors", doorCommands(leads, isBrowser, { openOverlay, goTo }));
}

const ASKED_BY_SYSTEM: Partial<Readonly<Record<Overlay, WindowAction>>> = {
  "workspace-new": "new",
  "workspace-open": "open",
};

function useLeads(): Leads {
  const head = useQuery(workspaceQuery).data?.head ?? null;
  const commits = useQuery(commitsWithQuery("")).data ?? [];
  const sessions = useQuery(sessionsQuery).data ?? [];
  const proposals = useQuery(proposalsQuery).data ?? [];
  const resources = useQuery(resourcesQuery).data ?? [];
  const offer = useQuery(offerQuery).data ?? [];
  const agent = resources.find(({ kind, state }) => kind === "agent" && isUsable(state));
  const first = agent ?? resources[0];
  const newest = sessions.toSorted((a, b) => Number(b.session) - Number(a.session));
  const firstIn = (...statuses: readonly string[]): string | null =>
    proposals.find(({ status }) => statuses.includes(status))?.id ?? null;
  return {
    head,
    earlier: commits.find(({ id }) => id !== head)?.id ?? null,
    session: (newest.find(({ state }) => state === "running") ?? newest[0])?.session ?? null,
    waiting: firstIn("waiting"),
    deferred: firstIn("deferred"),
    unassessed: firstIn("draft"),
    hasOffer: offer.length > 0,
    agent: agent?.name ?? null,
    resource: first === undefined ? null : `${first.kind}/${first.name}`,
    connections: useConnectionsOnceAsked(),
  };
}

const NOT_ASKED = {
  key: "doors.connections",
  topics: [],
  read: async () => await Promise.resolve(null),
} satisfies Query<null>;

/** Read from the first time that the palette opens: the window itself comes up without them. */
function useConnectionsOnceAsked(): Leads["connections"] {
  const isPaletteOpen = useAppState(overlayOf) === "palette";
  const [isAsked, setIsAsked] = useState(false);
  if (isPaletteOpen && !isAsked) setIsAsked(true);
  return useQuery<Leads["connections"]>(isAsked ? connectionsQuery : NOT_ASKED).data ?? null;
}

const overlayOf = (state: AppState) => state.overlay;

/** A place that does not offer it by then does not offer it: nothing opens under somebody's hands later on. */
const PATIENCE_MS = 30_000;

const arrivalOf = (state: AppState) => state.arrival;
const commandsOf = (state: AppState) => state.commands;

/** Runs what a place was gone to for, as soon as the view there offers it; forgotten where one goes elsewhere first. */
export function useArrival(): void {
  const { store } = useApp();
  const arrival = useAppState(arrivalOf);
  const commands = useAppState(commandsOf);
  const route = useRoute();
  useEffect(() => {
    if (arrival === null) return;
    const { setArrival } = store.getState();
    // A view may lead on from its front page.
    if (!location.hash.startsWith(arrival.href)) {
      setArrival(null);
      return;
    }
    const found = Object.values(commands)
      .flat()
      .find(({ id, isDisabled }) => id === arrival.command && isDisabled !== true);
    if (found === undefined) return;
    setArrival(null);
    found.run();
  }, [arrival, commands, route, store]);
  useEffect(() => {
    if (arrival === null) return undefined;
    return onceEnded(() => store.getState().setArrival(null));
  }, [arrival, store]);
}

/** Tells when somebody goes on by hand, or has waited for too long; the answer stops listening. */
function onceEnded(tell: () => void): () => void {
  const ends = ["keydown", "pointerdown"] as const;
  // The press that chose the entry is still on its way.
  const begin = setTimeout(() => {
    for (const end of ends) window.addEventListener(end, tell);
  });
  const timer = setTimeout(tell, PATIENCE_MS);
  return () => {
    clearTimeout(begin);
    clearTimeout(timer);
    for (const end of ends) window.removeEventListener(end, tell);
  };
}
