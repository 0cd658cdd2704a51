import { findStages, type StageId } from "#core/domain/track.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";

const STAGES: Readonly<Record<StageId, string>> = {
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

/** The stages of the present iteration in a line, the one that it is at in brackets. */
export function formatTrack(session: SessionDocument): string {
  return findStages(session)
    .map(({ id, state }) => (state === "live" || state === "held" ? `[${STAGES[id]}]` : STAGES[id]))
    .join(" > ");
}
