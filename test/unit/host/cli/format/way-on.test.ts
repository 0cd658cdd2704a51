import { expect, it } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { formatWayOn } from "#core/host/cli/format/way-on.ts";

type Standing = Pick<SessionDocument, "state" | "stopped" | "wayOn" | "waitsFor">;

it.each<readonly [what: string, standing: Standing, lines: readonly string[]]>([
  ["runs", { state: "running", stopped: null, wayOn: null, waitsFor: null }, []],
  [
    "waits for a decision",
    { state: "waiting", stopped: { by: "waiting", detail: "" }, wayOn: "Decide.", waitsFor: "7" },
    [
      "next: Decide.",
      "  proposal show 7",
      "  proposal approve 7, or proposal reject 7 --reason TEXT",
      "  session resume 1",
    ],
  ],
  [
    "a cap ended",
    { state: "stopped", stopped: { by: "cap", detail: "" }, wayOn: "Raise the cap.", waitsFor: null },
    [
      "next: Raise the cap.",
      "  session resume 1 with a higher --max-calls, --max-tokens, --max-usd or --max-seconds",
    ],
  ],
  [
    "is paused",
    { state: "paused", stopped: { by: "paused", detail: "" }, wayOn: "Resume it.", waitsFor: null },
    ["next: Resume it.", "  session resume 1"],
  ],
])("[B17] a session that %s says how it goes on, with the commands", (_what, standing, lines) => {
  expect(formatWayOn({ session: "1", ...standing } as SessionDocument)).toEqual(lines);
});
