import { expect, it } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { formatBeside } from "#core/host/cli/format/beside.ts";

it("[S21] another session of the branch is named, with the ways out", () => {
  const beside = [{ session: "1", state: "waiting" }] as const;
  expect(formatBeside({ branch: "main", beside } as unknown as SessionDocument)).toEqual([
    "session 1 waits for a decision on main, too: `session resume 1` or `session stop 1`. What one of them has approved makes proposals of the other stale.",
  ]);
});
