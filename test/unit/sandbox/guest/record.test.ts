import { expect, it } from "vitest";
import type { GuestJob } from "#core/sandbox/guest/job.ts";
import { createGuestRecord } from "#core/sandbox/guest/record.ts";

const JOB: GuestJob = {
  source: "",
  entry: "run",
  input: "null",
  granted: new Set(),
  seed: 1,
  timeoutMs: 2,
  maxCapabilityCalls: 1,
  maxOutputChars: 100,
};

// Only a limit that is reached between two looks at the clock would tell: about every second time in a loop as tight as this.
it.each(Array.from({ length: 20 }, (_, at) => at))(
  "whoever was stopped for its time and answers all the same has run out of time (%i)",
  () => {
    const record = createGuestRecord(
      JOB,
      () => undefined,
      () => false,
    );
    while (!record.world.shouldStop());
    record.world.finish("done", "42");
    expect(record.closeTurn(null, false)).toMatchObject({ kind: "timeout" });
  },
);
