import type { Session } from "#renderer/features/improve/improve-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";

/** The track of one iteration, in the order in which it is gone through. */
const STAGES = ["act", "reflect", "select", "improve", "assess", "decide", "person"] as const;
export type StageId = (typeof STAGES)[number];

export type Stage = {
  readonly id: StageId;
  readonly name: string;
  readonly state: "done" | "live" | "held" | "ahead";
};

type Where = Pick<Session, "state" | "operator" | "approve" | "stopped">;

/** Which stages of the present iteration are behind, which one is at work, and where a session that rests was left. */
export function findStages(session: Where): readonly Stage[] {
  const at = STAGES.indexOf(standing(session));
  const isLive = session.state === "running" || session.state === "waiting";
  const isOver = session.state === "stopped" && session.stopped?.by !== "error" && session.stopped?.by !== "cap";
  return STAGES.map((id, index) => ({
    id,
    name: id === "person" && session.approve === "gate" ? sessionStrings.stages.policy : sessionStrings.stages[id],
    state: index < at || (isOver && index === at) ? "done" : index > at ? "ahead" : isLive ? "live" : "held",
  }));
}

/** A commit and the look at the sealed split come after the decision: the whole track is behind. */
function standing({ state, operator }: Where): StageId {
  if (state === "waiting" || operator === "commit") return "person";
  return operator ?? "act";
}
