import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { moveProposal } from "#core/proposals/decide.ts";
import {
  makeMarbleTemplate,
  serveMarbles,
  startMarbles,
  type MarbleTemplate,
} from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import {
  openTestWorkspace,
  waitForEnd,
  waitForEvent,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let marbles: MarbleTemplate;
let desk: TestWorkspace;
let server: OpenAiServer;

beforeAll(async () => {
  marbles = await makeMarbleTemplate();
});

beforeEach(async () => {
  desk = marbles.openCopy();
  server = await serveMarbles();
  return async () => {
    await desk.close();
    await server.close();
  };
});

afterAll(() => marbles.remove());

describe("[P10] whatever stops a session in the middle of an assessment, the proposal has a way out", () => {
  type Ending = (started: SessionDocument) => Promise<unknown>;
  const atAssessment = async (started: SessionDocument): Promise<void> => {
    await waitForEvent(desk.client, started, ({ type }) => type === "item-finished");
  };
  const rows: ReadonlyArray<readonly [what: string, input: { caps?: { maxCalls: number } }, end: Ending]> = [
    ["a cap", { caps: { maxCalls: 40 } }, async (started) => waitForEnd(desk.client, started)],
    [
      "a pause",
      {},
      async (started) => {
        await atAssessment(started);
        await desk.client.sessions.pause({ session: started.session });
      },
    ],
    [
      "a stop",
      {},
      async (started) => {
        await atAssessment(started);
        await desk.client.sessions.stop({ session: started.session });
      },
    ],
    [
      "an error",
      {},
      async (started) => {
        const keeping = vi.spyOn(desk.store.proposals, "addAssessment").mockImplementation(() => {
          throw new AppError("disk-full", "No room.");
        });
        await waitForEnd(desk.client, started);
        keeping.mockRestore();
      },
    ],
    [
      "the end of its process",
      {},
      async (started) => {
        await atAssessment(started);
        await desk.client.sessions.pause({ session: started.session });
        // As a process leaves it that dies there, and as older programs left it at a cap.
        const { store } = desk;
        const left = store.proposals.find("1")!;
        store.durable(() => moveProposal(store, left, { to: "assessing", at: 1_900_000_000_000 }));
        await desk.close();
        desk = openTestWorkspace(desk.folder);
      },
    ],
  ];
  it.each(rows)(
    "%s: it is unassessed again, which an event says, and can be rejected",
    async (_what, input, end) => {
      await end(await startMarbles(desk, server, { iterations: 1, ...input }));
      const { client, store } = desk;
      expect((await client.proposals.show({ id: "1" })).status).toBe("draft");
      const moves = store.events.after(0, "1", 1000).filter(({ type }) => type === "proposal-status");
      expect(moves.at(-1)?.body).toMatchObject({
        proposal: "1",
        status: "draft",
        because: expect.stringMatching(/ended before/) as string,
      });
      await client.proposals.reject({ id: "1", reason: "Not this one." });
      expect((await client.proposals.show({ id: "1" })).status).toBe("rejected");
    },
  );

  it("after a cap it is measured with other caps, which the session keeps", async () => {
    const { client } = desk;
    await waitForEnd(client, await startMarbles(desk, server, { iterations: 1, caps: { maxCalls: 40 } }));
    await expect(client.proposals.assess({ id: "1" })).rejects.toMatchObject({
      data: { code: "budget-exhausted" },
    });
    expect((await client.proposals.show({ id: "1" })).status).toBe("draft");
    const assessed = await client.proposals.assess({ id: "1", caps: { maxCalls: 500 } });
    expect(assessed).toMatchObject({ status: "waiting", verdict: "accept" });
    expect((await client.sessions.show({ session: "1" })).caps).toEqual({ maxCalls: 500 });
  });
});
