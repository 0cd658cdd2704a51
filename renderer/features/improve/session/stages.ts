import type { Session } from "#renderer/features/improve/improve-queries.ts";
import { sessionStrings } from "#renderer/strings/improve.ts";

/** The track of one iteration, in the order in which it is gone through. */
const STAGES = ["act", "reflect", "select", "improve", "assess", "decide", "person"] as const;
export type StageId = (typeof STAGES)[number] | "remember" | "report";

export type Stage = {
  readonly id: StageId;
  readonly name: string;
  readonly state: "done" | "live" | "held" | "ahead";
};

const CUT_OFF: ReadonlySet<string> = new Set(["error", "cap", "user"]);

type Where = Pick<Session, "state" | "operator" | "approve" | "stopped">;

/** Which stages of the present iteration are behind, which one is at work, and where a session that rests was left. */
export function findStages(session: Where): readonly Stage[] {
  const { state, operator, approve, stopped } = session;
  const isLive = state === "running" || state === "waiting";
  // Memory and the sealed test come once, after the last iteration: only then do they stand on the track.
  const closing = operator === "remember" || operator === "report" ? operator : null;
  // What a person, a cap or an error cut off was not gone through.
  const isOver = state === "stopped" && !CUT_OFF.has(stopped?.by ?? "error");
  const ids: readonly StageId[] = closing === null ? STAGES : [...STAGES, closing];
  const at = ids.indexOf(closing ?? (state === "waiting" ? "person" : (operator ?? "act")));
  return ids.map((id, index) => ({
    id,
    name: id === "person" && approve !== "ask" ? sessionStrings.stages.policy : sessionStrings.stages[id],
    state: index < at || (isOver && index === at) ? "done" : index > at ? "ahead" : isLive ? "live" : "held",
  }));
}
