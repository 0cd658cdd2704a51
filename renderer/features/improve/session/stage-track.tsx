import type { DurableDocument } from "#core/contract/events.ts";
import { findStages, type Stage } from "#core/domain/track.ts";
import type { Session } from "#renderer/features/improve/common/improve-queries.ts";
import { useNow } from "#renderer/features/improve/common/use-now.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";
import { formatDuration } from "#renderer/text/format.ts";
import { findProgress, type Told } from "./find-progress.ts";
import type { StepProgress } from "#renderer/features/improve/running/running.ts";
import { estimateLeftMs } from "./time-left.ts";
import "./stage-track.css";

type StageTrackProps = {
  readonly session: Session;
  readonly told: Told;
  readonly events: readonly DurableDocument[];
};

const SIGNS: Readonly<Record<Stage["state"], string>> = {
  done: "✓",
  live: "",
  held: "‖",
  ahead: "",
  spared: "–",
};

/** The stages of the present iteration as a track, with the one at work lit and how far it is. */
export function StageTrack({ session, told, events }: StageTrackProps) {
  const stages = findStages(session);
  const progress = findProgress(session, told);
  const nowMs = useNow(progress !== null);
  const leftMs = progress === null ? null : estimateLeftMs(progress, events, nowMs);
  return (
    <div className="track">
      <ol className="track-stages" aria-label={sessionStrings.track}>
        {stages.map((stage) => (
          <li
            key={stage.id}
            className={`track-stage track-${stage.state}`}
            {...(stage.state === "live" ? { "aria-current": "step" as const } : {})}
          >
            <span className="track-name">{sessionStrings.stages[stage.id]}</span>
            <span aria-hidden="true">{SIGNS[stage.state]}</span>
            <span className="visually-hidden">{sessionStrings.stageStates[stage.state]}</span>
            {stage.state === "live" && progress !== null ? <StageProgress progress={progress} /> : null}
          </li>
        ))}
      </ol>
      <span className="track-left number">
        {leftMs === null ? "" : sessionStrings.atMost(formatDuration(leftMs))}
      </span>
      <span className="track-iteration">
        {sessionStrings.iteration(session.iteration, session.iterations)}
      </span>
    </div>
  );
}

function StageProgress({ progress: { done, total } }: { readonly progress: StepProgress }) {
  return (
    <span className="track-progress">
      <progress max={total} value={done} aria-label={sessionStrings.items(done, total)} />
      <span className="number">
        {done}/{total}
      </span>
    </span>
  );
}
