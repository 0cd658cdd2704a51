import type { OptimizerName, OptimizerStep } from "./optimizers/plan.ts";
import { planOf } from "./optimizers/table.ts";
import type { Approver } from "./policy.ts";
import type { Operator, Session, SessionState, StopReason } from "./session.ts";

/** After the optimizer's steps: the evidence, the gate, and whoever decides then. */
type Closing = "assess" | "decide" | "person" | "policy";

export type StageId = Operator | OptimizerStep | Closing;

/** The stages by the names that people see, in the window and on the command line alike. */
export const STAGE_NAMES: Readonly<Record<StageId, string>> = {
  act: "run",
  reflect: "reflect",
  select: "select",
  improve: "improve",
  assess: "evaluate",
  decide: "gate",
  person: "you",
  policy: "policy",
  remember: "memory",
  report: "sealed test",
};

export type Stage = {
  readonly id: StageId;
  /** `held`: a session that rests was left there. `spared`: there was nothing to do, for want of a candidate. */
  readonly state: "done" | "live" | "held" | "ahead" | "spared";
};

/** Whether the stage that a session was at was not gone through, since a person, a cap or an error cut it off. */
const CUTS_OFF: Readonly<Record<StopReason, boolean>> = {
  iterations: false,
  converged: false,
  stall: false,
  user: true,
  cap: true,
  error: true,
  // These leave a session at rest, not stopped.
  paused: true,
  waiting: true,
};

type Where = Pick<Session, "operator" | "stopped"> & {
  readonly state: SessionState | "interrupted";
  readonly approve: Approver;
  readonly optimizer: OptimizerName;
  /** Whether the present iteration made a candidate yet. */
  readonly hasCandidate: boolean;
};

/** What is done with a candidate: without one they are passed by. */
const OF_CANDIDATES: ReadonlySet<StageId> = new Set(["assess", "decide", "person", "policy"]);

/** The stages of the present iteration in order, as its optimizer goes through them: which are behind, which is at work. */
export function findStages({
  state,
  operator,
  approve,
  stopped,
  optimizer,
  ...rest
}: Where): readonly Stage[] {
  const isLive = state === "running" || state === "waiting";
  // Memory and the sealed test come once, after the last iteration: only then do they stand on the track.
  const last = operator === "remember" || operator === "report" ? operator : null;
  const isOver = state === "stopped" && stopped !== null && !CUTS_OFF[stopped.by];
  const decider = approve === "ask" ? "person" : "policy";
  const steps = planOf(optimizer).steps;
  const ids: readonly StageId[] = [
    ...steps,
    ...(["assess", "decide", decider] as const),
    ...(last === null ? [] : [last]),
  ];
  const at = ids.indexOf(last ?? (state === "waiting" ? decider : (operator ?? steps[0])));
  const behind = (id: StageId) => (rest.hasCandidate || !OF_CANDIDATES.has(id) ? "done" : "spared");
  return ids.map((id, index) => ({
    id,
    state:
      index < at || (isOver && index === at) ? behind(id) : index > at ? "ahead" : isLive ? "live" : "held",
  }));
}
