import { expect, it, vi } from "vitest";
import { openMarbleDesk, serveMarbles, startMarbles } from "#test/support/marble-workspace.ts";
import { waitForEnd, waitForEvent } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

it("whoever watches an assessment that takes long is told after twenty-five items how it stands", async () => {
  const { desk, close } = await openMarbleDesk();
  const dull = await serveMarbles({ firstCauses: ["Be kind."] });
  try {
    const started = await startMarbles(desk, dull, { iterations: 1 });
    const told = await waitForEvent(desk.client, started, ({ type }) =>
      ["assessment-progress", "assessment-finished"].includes(type),
    );
    expect(told).toMatchObject({ type: "assessment-progress", body: { proposal: "1", done: 25 } });
    await waitForEnd(desk.client, started);
  } finally {
    await dull.close();
    await close();
  }
});
