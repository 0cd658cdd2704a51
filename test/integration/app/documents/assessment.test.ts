import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Assessment } from "#core/domain/proposal.ts";
import { openMarbleDesk, startMarbles, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let marbles: MarbleDesk;
let client: WorkspaceClient;

/** One proposal, assessed by the metric that marbles, right or wrong, have where nobody says. */
beforeAll(async () => {
  marbles = await openMarbleDesk();
  client = marbles.desk.client;
  await waitForEnd(client, await startMarbles(marbles.desk, marbles.server, { approve: "ask" }));
});
afterAll(async () => {
  await marbles.close();
});

describe("[A16] the evidence of a proposal", () => {
  it("has the same figures in the list and in the proposal, and says what they are of", async () => {
    const { assessment, ...shown } = await client.proposals.show({ id: "1" });
    const [listed] = await client.proposals.list({});
    const { measure, effect, interval, n, up, down, fixed, broken } = assertDefined(
      assessment,
      "its assessment",
    );
    const figures = { measure, effect, interval, n, up, down, fixed, broken };
    expect(listed).toMatchObject(figures);
    expect(shown).toMatchObject(figures);
    expect(assessment).toMatchObject({ metric: "correct", measure: "correct" });
    expect(assessment?.measures).toMatchObject([
      { measure: "correct", decides: true, effect, interval, up: fixed, down: broken },
    ]);
  });

  it("has what a run costs in each arm beside the gain", async () => {
    const { assessment } = await client.proposals.show({ id: "1" });
    const perItem = assertDefined(assessment?.perItem, "the cost per item");
    expect(perItem.before.calls).toBeGreaterThan(0);
    expect(perItem.after.tokens).toBeGreaterThan(perItem.before.tokens);
  });
});

describe("[A14] an assessment of before a gate followed more than one measure", () => {
  it("is shown with the figures it has, by the metric of its session", async () => {
    const { store } = marbles.desk;
    const kept = assertDefined(store.proposals.assessment("1"), "the assessment");
    const { metric, measures, ...report } = kept.report;
    const old: Assessment = { ...kept, id: "1.2", number: kept.number + 1, report };
    const items = store.proposals.assessedItems(kept.id);
    store.durable(() => {
      store.proposals.addAssessment(old, items);
    });
    const before = { ...report.interval };
    const { assessment } = await client.proposals.show({ id: "1" });
    expect([metric, measures?.length]).toEqual(["correct", 1]);
    expect(assessment).toMatchObject({
      number: old.number,
      metric: "correct",
      measure: "correct",
      interval: [before.low, before.high],
      measures: [{ measure: "correct", decides: true, interval: [before.low, before.high] }],
    });
  });
});

describe("[A16] an assessment", () => {
  it("says itself what it was decided by, whatever its session does now", async () => {
    const { store } = marbles.desk;
    const kept = assertDefined(store.proposals.assessment("1"), "the assessment");
    const { measures: _measures, ...figures } = kept.report;
    const report = { ...figures, metric: "score" as const };
    store.durable(() => {
      store.proposals.addAssessment({ ...kept, id: "1.3", number: kept.number + 1, report }, []);
    });
    const { assessment } = await client.proposals.show({ id: "1" });
    expect(assessment).toMatchObject({ metric: "score", measure: "score", perItem: null });
  });
});

describe("[A15] the metric of a session", () => {
  it("is either where the practice workspace starts one, and any of the three where somebody says", async () => {
    const { store } = marbles.desk;
    for (const set of [{}, { "gate.metric": "score" }, { "gate.metric": "correct" }]) {
      const { session } = await client.sessions.start({ dataset: "order-desk", agent: "order-clerk", set });
      await client.sessions.stop({ session });
      const asked = set["gate.metric" as keyof typeof set];
      expect(store.sessions.find(session)?.config.gate).toMatchObject({
        metric: asked ?? "either",
        minEffect: 0.01,
      });
    }
    await expect(
      client.sessions.start({ dataset: "order-desk", agent: "order-clerk", set: { "gate.metric": "net" } }),
    ).rejects.toMatchObject({ data: { code: "config-invalid" } });
  });
});
