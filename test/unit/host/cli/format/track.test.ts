import { expect, it } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { formatTrack } from "#core/host/cli/format/track.ts";

type Where = Pick<SessionDocument, "state" | "operator" | "approve" | "stopped">;

const track = (where: Where): string =>
  formatTrack({ ...where, optimizer: "reflection", hasCandidate: true } as SessionDocument);

it.each<readonly [what: string, where: Where, line: string]>([
  [
    "at work",
    { state: "running", operator: "reflect", approve: "gate", stopped: null },
    "run > [reflect] > select > improve > evaluate > gate > policy",
  ],
  [
    "waiting for a person",
    { state: "waiting", operator: "decide", approve: "ask", stopped: { by: "waiting", detail: "" } },
    "run > reflect > select > improve > evaluate > gate > [you]",
  ],
])("the stage that a session %s is at stands in brackets", (_what, where, line) => {
  expect(track(where)).toBe(line);
});
