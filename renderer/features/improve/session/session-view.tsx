import { useMemo } from "react";
import {
  sessionQuery,
  type ProposalRow,
  type Session,
} from "#renderer/features/improve/common/improve-queries.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { proposalsQuery, matrixQuery } from "#renderer/store/shared-queries.ts";
import { GROWING_MS, usePolling } from "#renderer/store/use-polling.ts";
import { Ready } from "#renderer/ui/states.tsx";
import { AssessmentPane } from "./assessment-pane.tsx";
import { CandidatePane } from "./candidate-pane.tsx";
import { CurvePane } from "./curve-pane.tsx";
import { EventsPane } from "./events-pane.tsx";
import { MatrixPane } from "./matrix-pane.tsx";
import { itemsOf } from "#renderer/features/improve/running/running.ts";
import { SessionHead, SessionReason, SessionsBeside } from "./session-head.tsx";
import { SpendMeters } from "./spend-meters.tsx";
import { StageTrack } from "./stage-track.tsx";
import { findHoldUp } from "#core/domain/hold-up.ts";
import { useLive, useSessionEvents } from "#renderer/features/improve/running/use-live.ts";
import { useSessionActions } from "./use-session-actions.ts";
import { useSessionCommands } from "./use-session-commands.ts";
import "./session-view.css";

/** A session, live or over: where it is, what it spent, what came of it. */
export function SessionView({ id }: { readonly id: string }) {
  const { queries } = useApp();
  const query = sessionQuery(id);
  const session = useQuery(query);
  const isRunning = session.data?.state === "running";
  usePolling(query.key, { isOn: isRunning, everyMs: GROWING_MS });
  return (
    <Ready of={session} onRetry={() => queries.retry(query.key)}>
      {(found) => <SessionBody session={found} />}
    </Ready>
  );
}

const NO_PROPOSALS: readonly ProposalRow[] = [];

function SessionBody({ session }: { readonly session: Session }) {
  const id = session.session;
  const rows = useQuery(proposalsQuery).data ?? NO_PROPOSALS;
  const proposals = useMemo(
    () => rows.filter((row) => row.session === id).toSorted((a, b) => Number(b.id) - Number(a.id)),
    [rows, id],
  );
  const matrix = useQuery(matrixQuery(id));
  const live = useLive(id);
  const events = useSessionEvents(id);
  const actions = useSessionActions(id);
  const waitsFor = findHoldUp(session, proposals);
  useSessionCommands(session, waitsFor, actions);
  const assessing = proposals.find(({ status }) => status === "assessing") ?? null;
  const assessingId = assessing?.id ?? null;
  const items = useMemo(() => itemsOf(live.items, assessingId), [live.items, assessingId]);
  return (
    <div className="session">
      <SessionHead session={session} waitsFor={waitsFor} actions={actions} />
      <SessionReason session={session} />
      <SessionsBeside session={session} />
      <StageTrack session={session} told={{ act: live.act, items }} events={events} />
      <SpendMeters session={session} />
      <div className="session-grid">
        <CurvePane session={session} proposals={proposals} />
        <MatrixPane matrix={matrix} session={session} items={items} />
        <CandidatePane proposal={assessing ?? proposals[0] ?? null} isNow={assessing !== null} />
        <AssessmentPane
          session={session}
          assessing={assessing}
          latest={proposals[0] ?? null}
          actions={actions}
        />
      </div>
      <EventsPane events={events} items={items} />
    </div>
  );
}
