import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EventDocument } from "#core/contract/events.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { ProposalDetailDocument } from "#core/contract/proposals.ts";
import type { Item } from "#core/domain/dataset.ts";
import { blockOf, outputName, ruleFor, textOf } from "#test/support/marble-model.ts";
import { addMarbles, serveMarbles, startMarbles } from "#test/support/marble-workspace.ts";
import type { OpenAiServer, ServerRequest } from "#test/support/openai-server.ts";
import {
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  waitForEnd,
  type TestWorkspace,
} from "#test/support/test-workspace.ts";

/** Items at a time in each arm, unless a session says otherwise. */
const CONCURRENCY = 4;
const REASON = "We never sell blue ones.";
const HINT = "Look at <b>red</b> ones first.";

/** One session in which a person rejects the first accepted proposal, gives a hint, and approves the second. */
type Story = {
  readonly first: SessionDocument;
  readonly second: SessionDocument;
  readonly end: SessionDocument;
  readonly rejected: ProposalDetailDocument;
  /** How many requests had been made when the report of the sealed split began. */
  readonly beforeReport: number;
};

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

const { folder, remove } = makeFolder();
let desk: TestWorkspace;
let server: OpenAiServer;
let story: Story;

beforeAll(async () => {
  desk = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(desk);
  server = await serveMarbles();
  const { client } = desk;
  const first = await waitForEnd(
    client,
    await startMarbles(desk, server, { approve: "ask", report: "test" }),
  );
  const { session } = first;
  const [waiting] = await client.proposals.list({ status: "waiting" });
  const id = waiting?.id ?? "";
  await client.proposals.reject({ id, reason: REASON, chips: ["over-general"] });
  await client.sessions.hint({ session, text: HINT });
  const second = await waitForEnd(client, await client.sessions.resume({ session }));
  const [next] = await client.proposals.list({ status: "waiting" });
  await client.proposals.approve({ id: next?.id ?? "" });
  const beforeReport = server.requests.length;
  const end = await waitForEnd(client, await client.sessions.resume({ session }));
  story = { first, second, end, rejected: await client.proposals.show({ id }), beforeReport };
});

afterAll(async () => {
  await desk.close();
  await server.close();
  remove();
});

function askedBy(...names: readonly string[]): readonly ServerRequest[] {
  return server.requests.filter((request) => names.includes(outputName(request) ?? "agent"));
}

function itemsOf(split: Item["split"]): readonly Item[] {
  return desk.store.datasets.items("marbles", split);
}

async function eventsOf(session?: string): Promise<readonly EventDocument[]> {
  const left = new AbortController();
  const { asOf } = await desk.client.sessions.show({ session: "1" });
  const events: EventDocument[] = [];
  const input = session === undefined ? { after: 0 } : { session, after: 0 };
  for await (const event of await desk.client.sessions.events(input, { signal: left.signal })) {
    events.push(event);
    if (event.kind === "durable" && event.seq === asOf) break;
  }
  left.abort();
  return events;
}

describe("a session that asks a person", () => {
  it("waits at the first proposal that the gate accepts, and goes on from there after each decision", () => {
    const states = [story.first, story.second, story.end].map(({ state, stopped, commits, iteration }) => ({
      state,
      by: stopped?.by,
      commits,
      iteration,
    }));
    expect(states).toEqual([
      { state: "waiting", by: "waiting", commits: 0, iteration: 1 },
      { state: "waiting", by: "waiting", commits: 0, iteration: 2 },
      { state: "stopped", by: "iterations", commits: 1, iteration: 2 },
    ]);
    expect(story.end.proposals).toEqual({ made: 2, accepted: 2, rejected: 0, undecided: 0 });
  });

  it("in the matrix a candidate breaks only what its own baseline had right, not what a rejected one had", async () => {
    const { rows } = await desk.client.sessions.matrix({ session: story.end.session });
    // The rejected candidate had them right; head, which the second was measured against, had not.
    const regained = rows.filter(({ cells }) => cells.join() === "wrong,right,wrong");
    expect(regained).not.toEqual([]);
    expect(regained.filter(({ brokenAt }) => brokenAt !== null)).toEqual([]);
  });

  it("has no point for a commit that was not a baseline since: the number that won is not its score", () => {
    const { curve, head } = story.end;
    expect(curve.map(({ commit }) => commit)).toEqual([story.first.head]);
    expect(head).not.toBe(story.first.head);
    // Known as soon as its baseline has been run, before anything is decided about the candidate beside it.
    expect(story.first.curve).toMatchObject([{ iteration: 0, commit: story.first.head }]);
  });

  it("a person's rejection of what the gate accepted leaves the head alone; an approval is one commit", async () => {
    const log = await desk.client.history.log({});
    expect(story.first.head).toBe(story.second.head);
    expect(log).toHaveLength(2);
    expect(log[0]).toMatchObject({
      id: story.end.head,
      parents: [story.first.head],
      proposal: "2",
      author: { kind: "optimizer", name: "reflection" },
      changes: [{ resource: "prompt/solver" }],
    });
    expect(story.rejected).toMatchObject({
      status: "rejected",
      verdict: "accept",
      decision: { kind: "reject", reason: REASON, chips: ["over-general"], isOverride: false },
    });
  });

  it("what was rejected reaches the reflector with the person's reason, and nothing else does", () => {
    const [, second] = askedBy("hypotheses");
    expect(JSON.parse(blockOf(second!, "rejected"))).toEqual([
      {
        summary: ruleFor("blue"),
        hypotheses: [ruleFor("blue")],
        verdict: "accept",
        reason: `over-general: ${REASON}`,
      },
    ]);
    expect(story.rejected.summary).toBe(ruleFor("blue"));
  });

  it("a hint reaches the reflector from the next iteration on, and cannot close the tag around it", () => {
    const [first, second] = askedBy("hypotheses");
    expect(blockOf(first!, "hint")).not.toContain("first");
    expect(JSON.parse(blockOf(second!, "hint"))).toEqual([HINT]);
    expect(blockOf(second!, "hint")).not.toContain("<");
  });

  it("[A7] no optimizer role is ever shown a validation or test item, its id, or how large an effect was", () => {
    const shown = askedBy("hypotheses", "edit").map(({ body }) => JSON.stringify(body.messages));
    const hidden = [...itemsOf("validation"), ...itemsOf("test")].flatMap(({ id, input }) => [
      id,
      String(typeof input === "string" ? input : input["question"]),
    ]);
    const effects = [story.rejected.effect, story.rejected.assessment?.evidence.eValue].map(String);
    expect(shown).toHaveLength(4);
    expect([...hidden, ...effects].filter((text) => shown.some((seen) => seen.includes(text)))).toEqual([]);
  });

  it("reflection sees whole train traces: input, expected, got and each tool call with its version", () => {
    const [first] = askedBy("hypotheses");
    const traces = JSON.parse(blockOf(first!, "traces")) as { input: string; steps: object[] }[];
    const train = new Set(
      itemsOf("train")
        .filter(({ isDev }) => !isDev)
        .map(({ input }) => inputOf(input)),
    );
    expect(traces.length).toBeGreaterThan(6);
    expect(traces.filter(({ input }) => !train.has(inputOf(input)))).toEqual([]);
    expect(traces[0]?.steps[0]).toMatchObject({
      tool: "calculator",
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      arguments: expect.stringMatching(/^\{"expression":"\d+\+\d+"\}$/),
      result: expect.stringMatching(/^\{"value":\d+\}$/),
    });
  });

  it("the sealed split is opened by one logged look, after the last decision, and scored in both arms", () => {
    const looks = [...desk.store.audit.entries()].filter(({ type }) => type === "sealed-look");
    expect(looks.map(({ body }) => body)).toEqual([
      expect.objectContaining({ dataset: "marbles", by: { kind: "system", name: "session 1" }, look: 1 }),
    ]);
    const questions = new Set(itemsOf("test").map(({ input }) => inputOf(input)));
    const early = server.requests
      .slice(0, story.beforeReport)
      .filter((request) => questions.has(textOf(request, "user")));
    expect(early).toEqual([]);
    const { before, after, difference } = story.end.test!;
    expect([before.n, after.n]).toEqual([questions.size, questions.size]);
    expect(after.accuracy - before.accuracy).toBeCloseTo(difference.value, 12);
    expect(difference.value).toBeGreaterThan(0.1);
    expect(difference.interval[0]).toBeGreaterThan(0);
  });

  it("no answered request is made again: baselines that a later assessment shares come from the record", () => {
    const asked = askedBy("agent").map(({ body }) => JSON.stringify(body));
    expect(asked.length).toBeGreaterThan(200);
    // What is in flight in both arms when a gate settles is cancelled unanswered; the next assessment may ask again.
    const inFlight = 2 * CONCURRENCY;
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(inFlight);
  });

  it("[T7] events have no gap: each names the one before it, in the session's stream and in the workspace's", async () => {
    for (const session of ["1", undefined]) {
      const events = (await eventsOf(session)).filter((event) => event.kind === "durable");
      expect(events.map(({ prev }) => prev)).toEqual([0, ...events.map(({ seq }) => seq).slice(0, -1)]);
      expect(events.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["session-started", "assessment-finished", "decided", "committed", "hint"]),
      );
    }
  });

  it("[T4] every operator that began has ended, with its answer in the events", async () => {
    const events = (await eventsOf("1")).filter((event) => event.kind === "durable");
    const started = events.filter((event) => event.type === "operator-started");
    const finished = events.filter((event) => event.type === "operator-finished");
    const [began, ended] = [started, finished].map((those) =>
      those.map(({ body: { iteration, operator, part } }) => `${iteration}/${operator}/${part ?? ""}`),
    );
    // A step that stopped to wait for a person began twice and ended once.
    expect(new Set(began)).toEqual(new Set(ended));
    const verdicts = events.filter((event) => event.type === "assessment-finished");
    expect(verdicts.map(({ body }) => body.verdict)).toEqual(["accept", "accept"]);
  });
});

describe("[A10] a second session with the same seed on the same start", () => {
  it("decides the same, and pays for the operators' questions alone", async () => {
    const { client } = desk;
    await client.history.rollback({ commit: story.first.head });
    const before = server.requests.length;
    const started = await startMarbles(desk, server, { approve: "gate", iterations: 1 });
    const again = await waitForEnd(client, started);
    const asked = server.requests.slice(before).map((request) => outputName(request) ?? "agent");
    expect(again.proposals).toMatchObject({ made: 1, accepted: 1 });
    expect(asked.filter((name) => name !== "agent")).toEqual(["hypotheses", "edit"]);
    // What the first session cancelled when its gate had settled may be asked now, a call for each of its two steps.
    expect(asked.length).toBeLessThanOrEqual(2 + 2 * 2 * CONCURRENCY);
  });
});

function inputOf(input: Item["input"] | string): string {
  return typeof input === "string" ? input : (input["question"] ?? "");
}
