import { Button } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { navigate, useRoute } from "#renderer/navigation/route.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { proposalsQuery, sessionsQuery } from "#renderer/store/shared-queries.ts";
import { improveStrings } from "#renderer/strings/improve.ts";
import { SidePane } from "#renderer/ui/side-pane.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { groupProposals, type ProposalGroups } from "./common/group-proposals.ts";
import { ImproveIndex } from "./improve-index.tsx";
import type { ProposalRow, SessionRow } from "./common/improve-queries.ts";
import { hrefToPlace, placeOf, type ImprovePlace } from "./common/improve-route.ts";
import { ReviewDesk } from "./review/desk/review-desk.tsx";
import { SessionView } from "./session/session-view.tsx";
import { StartDialog } from "./session/start-dialog.tsx";
import "./improve-view.css";

const INDEX = { initial: 272, min: 220, max: 420 };
const NO_SESSIONS: readonly SessionRow[] = [];
const NO_PROPOSALS: readonly ProposalRow[] = [];

/** Sessions and their proposals: the index at the left, a live session or the review desk beside it. */
export function ImproveView() {
  const { queries } = useApp();
  const route = useRoute();
  const place = placeOf(route);
  const [wasAsked, setWasAsked] = useState(false);
  const [isStarting, setIsStarting] = useState(false);
  const isAsked = route.query["start"] !== undefined;
  // Asked for by the address, from anywhere in the window; once is enough.
  if (isAsked && !wasAsked) setIsStarting(true);
  if (isAsked !== wasAsked) setWasAsked(isAsked);
  const sessionRows = useQuery(sessionsQuery);
  const proposalRows = useQuery(proposalsQuery);
  const sessions = useMemo(
    () => (sessionRows.data ?? NO_SESSIONS).toSorted((a, b) => Number(b.session) - Number(a.session)),
    [sessionRows.data],
  );
  const groups = useMemo(() => {
    const busy = sessions.filter(({ state }) => state === "running").map(({ session }) => session);
    return groupProposals(proposalRows.data ?? NO_PROPOSALS, new Set(busy));
  }, [proposalRows.data, sessions]);
  const isRead = sessionRows.data !== undefined && proposalRows.data !== undefined;
  const shown = place.kind === "front" && isRead ? findFront(sessions, groups) : place;
  // Until the next view is loaded this one stays on screen, under an address that is not its own.
  const isHere = route.view === "improve";
  const front = isHere && place.kind === "front" && shown.kind !== "front" ? hrefToPlace(shown) : null;
  // Written into the address at once: what is on screen must not change by itself when something else becomes urgent.
  useEffect(() => {
    if (front !== null) navigate(front, { replace: true });
  }, [front]);
  const start = (): void => setIsStarting(true);
  useCommands("improve", [
    { id: "improve-start", title: improveStrings.startSession, group: improveStrings.group, run: start },
  ]);
  return (
    <div className="panes" data-pane="improve">
      <SidePane id="improve-index" label={improveStrings.index} side="left" {...INDEX}>
        <ImproveIndex sessions={sessions} groups={groups} shown={shown} onStart={start} />
      </SidePane>
      <div className="panes-main improve-main noted">
        <Ready of={sessionRows} onRetry={() => queries.retry(sessionsQuery.key)}>
          {() => (
            <Ready of={proposalRows} onRetry={() => queries.retry(proposalsQuery.key)}>
              {() => <Shown place={shown} groups={groups} onStart={start} />}
            </Ready>
          )}
        </Ready>
      </div>
      <StartDialog isOpen={isStarting} sessions={sessions} onClose={() => setIsStarting(false)} />
    </div>
  );
}

type ShownProps = {
  readonly place: ImprovePlace;
  readonly groups: ProposalGroups;
  readonly onStart: () => void;
};

function Shown({ place, groups, onStart }: ShownProps) {
  switch (place.kind) {
    case "session":
      return <SessionView key={place.session} id={place.session} />;
    case "proposal":
      return <ReviewDesk id={place.proposal} groups={groups} />;
    case "front":
      return (
        <EmptyState
          title={improveStrings.emptyTitle}
          action={
            <Button variant="filled" onClick={onStart}>
              {improveStrings.startSession}
            </Button>
          }
        >
          {improveStrings.emptyText}
        </EmptyState>
      );
  }
}

/** Without an address: a running session, what waits for a person, or the newest session. */
function findFront(sessions: readonly SessionRow[], { waiting }: ProposalGroups): ImprovePlace {
  const running = sessions.find(({ state }) => state === "running");
  if (running !== undefined) return { kind: "session", session: running.session };
  const [first] = waiting;
  if (first !== undefined) return { kind: "proposal", proposal: first.id };
  const [newest] = sessions;
  return newest === undefined ? { kind: "front" } : { kind: "session", session: newest.session };
}
