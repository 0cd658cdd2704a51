import { SegmentedControl } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { ProposalRow } from "#renderer/features/improve/common/improve-queries.ts";
import type { Proposal, Resource } from "#renderer/store/shared-queries.ts";
import { reviewStrings } from "#renderer/strings/review.ts";
import { usePaneWidth } from "#renderer/ui/pane-widths.ts";
import { Resizer } from "#renderer/ui/resizer.tsx";
import { ChangesPane } from "#renderer/features/improve/review/diff/changes-pane.tsx";
import { DecisionBar } from "#renderer/features/improve/review/decision/decision-bar.tsx";
import { EvidencePane, type Remainder } from "#renderer/features/improve/review/evidence/evidence-pane.tsx";
import type { ProposalParts } from "#renderer/features/improve/review/choice/parts.ts";
import { ProposalHead } from "./proposal-head.tsx";
import type { HeldUp } from "#renderer/features/improve/review/decision/use-after-decision.ts";
import { useDecisions } from "#renderer/features/improve/review/decision/use-decisions.ts";
import { useDesk, type Desk } from "#renderer/features/improve/review/choice/use-desk.ts";
import { useDeskCommands } from "./use-desk-commands.ts";
import { useDiffLook } from "#renderer/features/improve/review/diff/use-diff-look.ts";
import "./review-desk.css";

const EVIDENCE = { initial: 348, min: 300, max: 560 };
/** Below this the evidence takes its turn with the changes. */
const ROOM_FOR_BOTH = "(min-width: 1100px)";

/** What is on the desk beside the proposal as it was measured: parts left out, or texts changed. */
function remainderOf({ step, edits }: Desk): Remainder {
  if (edits !== null && edits.size > 0) return "edited";
  return step.kind === "derive" || step.kind === "nothing-taken" ? "partial" : null;
}

export type DeskBodyProps = {
  readonly proposal: Proposal;
  readonly parts: ProposalParts;
  readonly bases: readonly Resource[];
  /** All proposals in the order of the index. */
  readonly rows: readonly ProposalRow[];
  readonly holdsUp: HeldUp | null;
};

export function DeskBody({ proposal, parts, bases, rows, holdsUp }: DeskBodyProps) {
  const desk = useDesk(proposal, parts);
  const decisions = useDecisions(proposal, holdsUp);
  const look = useDiffLook();
  const hasRoom = useMediaQuery(ROOM_FOR_BOTH, true, { getInitialValueInEffect: false });
  const [tab, setTab] = useState<"changes" | "evidence">("changes");
  const width = usePaneWidth("improve-evidence", EVIDENCE);
  const root = useRef<HTMLDivElement>(null);
  useDeskCommands({ desk, decisions, rows, look });
  const next = rows.find(({ id, status }) => id !== proposal.id && status === "waiting") ?? null;
  const isWriting = desk.composer !== null || desk.edits !== null;
  useEffect(() => {
    // What had focus may have gone with the composer, the editor or the buttons; the keys of the desk go on acting.
    if (isWriting || document.activeElement !== document.body) return;
    // Never on a button: what a stray key does here is only to look around.
    root.current?.querySelector<HTMLElement>("[data-pane=review-changes]")?.focus({ preventScroll: true });
  }, [isWriting, proposal.status]);
  const changes = <ChangesPane desk={desk} bases={bases} look={look} />;
  const evidence = <EvidencePane proposal={proposal} remainder={remainderOf(desk)} />;
  return (
    <div className="review" ref={root}>
      <ProposalHead proposal={proposal} />
      {hasRoom ? (
        <div className="review-panes">
          {changes}
          <Resizer id="improve-evidence" label={reviewStrings.evidence} side="right" {...EVIDENCE} />
          <div className="review-side" style={{ width }}>
            {evidence}
          </div>
        </div>
      ) : (
        <>
          <SegmentedControl
            className="review-tabs"
            value={tab}
            onChange={(value) => setTab(value === "evidence" ? "evidence" : "changes")}
            data={[
              { value: "changes", label: reviewStrings.changes },
              { value: "evidence", label: reviewStrings.evidence },
            ]}
          />
          <div className="review-panes">{tab === "changes" ? changes : evidence}</div>
        </>
      )}
      <DecisionBar desk={desk} decisions={decisions} holdsUp={holdsUp?.session ?? null} next={next} />
    </div>
  );
}
