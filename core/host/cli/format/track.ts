import { findStages, STAGE_NAMES } from "#core/domain/track.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";

/** The stages of the present iteration in a line, the one that it is at in brackets. */
export function formatTrack(session: SessionDocument): string {
  return findStages(session)
    .map(({ id, state }) => (state === "live" || state === "held" ? `[${STAGE_NAMES[id]}]` : STAGE_NAMES[id]))
    .join(" > ");
}
