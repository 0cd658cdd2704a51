import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { improveStrings } from "#renderer/strings/improve.ts";
import { Pane } from "#renderer/ui/pane.tsx";
import type { ProposalGroups } from "./common/group-proposals.ts";
import type { ProposalRow, SessionRow } from "./common/improve-queries.ts";
import type { ImprovePlace } from "./common/improve-route.ts";
import { ProposalIndexRow, SessionIndexRow } from "./index-rows.tsx";
import "./improve-index.css";

type ImproveIndexProps = {
  /** Newest first. */
  readonly sessions: readonly SessionRow[];
  readonly groups: ProposalGroups;
  readonly shown: ImprovePlace;
  readonly onStart: () => void;
};

const FEW_SESSIONS = 4;
const MANY_DECIDED = 60;

/** The left pane of the view: sessions, and their proposals with what waits for a person first. */
export function ImproveIndex({ sessions, groups, shown, onStart }: ImproveIndexProps) {
  const tools = (
    <>
      <span className="pane-spacer" />
      <Button leftSection={<IconPlayerPlay size={14} />} onClick={onStart}>
        {improveStrings.start}
      </Button>
    </>
  );
  const rowOf = (row: ProposalRow): ReactNode => (
    <ProposalIndexRow
      key={row.id}
      row={row}
      isShown={shown.kind === "proposal" && shown.proposal === row.id}
    />
  );
  return (
    <Pane id="improve-index" title={improveStrings.title} tools={tools} className="improve-index">
      <nav aria-label={improveStrings.index}>
        <Group title={improveStrings.sessions} count={sessions.length}>
          <Limited rows={sessions} most={FEW_SESSIONS}>
            {(session) => (
              <SessionIndexRow
                key={session.session}
                row={session}
                isShown={shown.kind === "session" && shown.session === session.session}
              />
            )}
          </Limited>
        </Group>
        <Group title={improveStrings.open} count={groups.waiting.length} isAlways>
          {groups.waiting.map(rowOf)}
        </Group>
        <Group title={improveStrings.working} count={groups.working.length}>
          {groups.working.map(rowOf)}
        </Group>
        <Group title={improveStrings.deferred} count={groups.deferred.length}>
          {groups.deferred.map(rowOf)}
        </Group>
        <Group title={improveStrings.decided} count={groups.decided.length}>
          <Limited rows={groups.decided} most={MANY_DECIDED}>
            {rowOf}
          </Limited>
        </Group>
      </nav>
    </Pane>
  );
}

type GroupProps = {
  readonly title: string;
  readonly count: number;
  readonly isAlways?: boolean;
  readonly children: ReactNode;
};

function Group({ title, count, isAlways = false, children }: GroupProps) {
  if (count === 0 && !isAlways) return null;
  return (
    <section className="improve-group">
      <h3 className="improve-group-title">
        {title} <span className="number faint">{count === 0 ? "" : count}</span>
      </h3>
      {count === 0 ? <p className="improve-group-none">{improveStrings.noProposals}</p> : <ul>{children}</ul>}
    </section>
  );
}

type LimitedProps<T> = {
  readonly rows: readonly T[];
  readonly most: number;
  readonly children: (row: T) => ReactNode;
};

/** The first of many, and the rest when asked for. */
function Limited<T>({ rows, most, children }: LimitedProps<T>) {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = !isWhole && rows.length > most;
  return (
    <>
      {(isCut ? rows.slice(0, most) : rows).map(children)}
      {isCut ? (
        <li>
          <button type="button" className="improve-more" onClick={() => setIsWhole(true)}>
            {improveStrings.showAll(rows.length)}
          </button>
        </li>
      ) : null}
    </>
  );
}
