import { createAccount } from "#core/models/account.ts";
import { spendOfSession } from "#core/domain/session.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createBuiltInLookup } from "#core/app/built-ins/look-up.ts";
import { pricesIn } from "#core/app/models/prices-in.ts";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import { createContext, openLedger } from "#core/app/sessions/session-context.ts";
import { getSession } from "#core/app/sessions/get-session.ts";
import type { Session } from "#core/domain/session.ts";
import { decisionsOf } from "#core/evolution/decisions-of.ts";
import { fileImprovement } from "#core/evolution/file-improvement.ts";
import { addSession, newSession } from "#core/evolution/new-session.ts";
import type { Improvement } from "#core/evolution/operators/improve.ts";
import { noCandidate, type Optimizer } from "#core/evolution/optimizers/optimizer.ts";
import { OPTIMIZERS_AT_WORK } from "#core/evolution/optimizers/table.ts";
import { runSession } from "#core/evolution/run-session.ts";
import { openJournal, SessionStop } from "#core/evolution/session-journal.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { MARBLE_MODEL, ruleFor, RULES } from "#test/support/marble-model.ts";
import { makeMarbleTemplate, serveMarbles, type MarbleTemplate } from "#test/support/marble-workspace.ts";
import type { OpenAiServer } from "#test/support/openai-server.ts";
import type { TestWorkspace } from "#test/support/test-workspace.ts";

/** Hundreds of calls over HTTP, each twice on the disk, on a machine that may be busy. */
const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let marbles: MarbleTemplate;
let desk: TestWorkspace;
let server: OpenAiServer;

beforeAll(async () => {
  marbles = await makeMarbleTemplate();
  server = await serveMarbles();
});

beforeEach(() => {
  desk = marbles.openCopy();
  return async () => desk.close();
});

afterAll(async () => {
  await server.close();
  marbles.remove();
});

type Search = Optimizer<"reflection">["search"];
type Approve = "gate" | "ask";

function begin(approve: Approve): string {
  const { store, clock } = contextOfDesk();
  const config = buildSessionConfig({
    scorer: { type: "exact" },
    workspace: {},
    asked: {
      ...{ agent: "agent/solver", dataset: "marbles", iterations: 6, seed: 1, approve, report: "none" },
      ...{ caps: {}, model: { ...MARBLE_MODEL, baseUrl: server.baseUrl } },
    },
    overrides: { stallAfter: 2 },
  });
  const session = newSession(store, { config, branch: MAIN_BRANCH, at: clock.now() });
  store.durable(() => addSession(store, session));
  return session.id;
}

function contextOfDesk() {
  return desk.workspace.contextFor(desk.workspace.person);
}

/** Goes on with a session by an optimizer of the test's own, for so many steps at most. */
async function goOn(id: string, search: Search, most = Infinity): Promise<Session> {
  const app = contextOfDesk();
  const { store, clock, hub } = app;
  const options = {
    ...app,
    prices: () => pricesIn(app.config),
    models: () => app.config,
    workers: () => undefined,
    mayCostUnknown: () => false,
    builtIn: createBuiltInLookup(app, app.builtIns),
  };
  const session = getSession(store, id);
  const ledger = openLedger(session, options);
  const signal = new AbortController().signal;
  const account = createAccount(spendOfSession(session));
  const listenForEnough = () => () => false;
  const context = createContext(options, { session, ledger, account, signal, listenForEnough });
  let left = most;
  const checkpoint = (): void => {
    if (left === 0) throw new SessionStop("paused", "Paused.");
    left -= 1;
  };
  const journal = openJournal({ store, clock, ledger, account, session, checkpoint, onWritten: hub.wake });
  journal.setState("running", null);
  return runSession({ context, reopen: () => context }, journal, {
    ...OPTIMIZERS_AT_WORK,
    reflection: { search },
  });
}

function textAt(resource: "prompt/solver" | "tool/calculator"): string {
  const { store } = contextOfDesk();
  const { content } = viewAtCommit(store, store.headBranch.commit()).get(resource).resource;
  return "code" in content ? String(content.code) : JSON.stringify(content);
}

const rule = (colour: string, before: string): Improvement => ({
  summary: ruleFor(colour),
  values: [{ ...RULES, value: `${before}\n${ruleFor(colour)}` }],
});

/** Changes nothing about what it computes. */
const remark = (code: string): Improvement => ({
  summary: "Add a remark.",
  values: [{ resource: "tool/calculator", pointer: "/code", value: `${code}\n// Sums.` }],
});

/**
 * In its first iteration three candidates, the last of which is about what the first changes as well, and a reason why
 * there is no fourth; in all others two reasons alone.
 */
const filesSeveral: Search = async (context, journal, { iteration, base }) => {
  if (iteration > 1) {
    const none = { kind: "no-candidate", reason: "No second idea." } as const;
    return { kind: "sought", candidates: [{ kind: "no-candidate", reason: "No first idea." }, none] };
  }
  const { store } = context.line;
  const view = viewAtCommit(store, base);
  const prompt = view.get("prompt/solver").resource.content as unknown as {
    readonly messages: readonly { readonly sections: readonly { readonly text: string }[] }[];
  };
  const text = prompt.messages[0]?.sections[0]?.text ?? "";
  const { code } = view.get("tool/calculator").resource.content as unknown as { readonly code: string };
  const file = async (improvement: Improvement, place: number) =>
    fileImprovement(context, journal, { iteration, base, improvement, hypotheses: [], place });
  const first = await file(rule("red", text), 1);
  const second = await file(remark(code), 2);
  const third = await file(rule("blue", text), 3);
  const none = { kind: "no-candidate", reason: "No fourth idea." } as const;
  return { kind: "sought", candidates: [first, second, none, third] };
};

function summaryOf(id: string) {
  const { store } = contextOfDesk();
  return store.proposals.ofSession(id).map((proposal) => ({
    ...{ id: proposal.id, status: proposal.status, origin: proposal.origin },
    number: store.proposals.assessment(proposal.id)?.number ?? null,
  }));
}

function reasonsOf(id: string): readonly unknown[] {
  const { store } = contextOfDesk();
  return store.events
    .after(0, id, 10_000)
    .flatMap(({ type, body }) => (type === "no-candidate" ? [body.reason] : []));
}

describe("several candidates in one iteration", () => {
  it("[A17] are settled in order, each on the head as it is when its turn comes", async () => {
    const id = begin("gate");
    const before = contextOfDesk().store.headBranch.commit();
    const session = await goOn(id, filesSeveral);
    const { store } = contextOfDesk();

    expect(summaryOf(id)).toEqual([
      { id: "1", status: "approved", origin: null, number: 1 },
      // The first one's commit moved the head away from under it: what is measured is its change of the new head.
      { id: "2", status: "superseded", origin: null, number: null },
      // It is about the variable that the first one changed: nothing is spent on it.
      { id: "3", status: "failed", origin: null, number: null },
      { id: "4", status: "rejected", origin: "2", number: 2 },
    ]);
    const head = store.headBranch.commit();
    expect(store.proposals.find("1")?.base).toBe(before);
    expect(store.proposals.find("4")?.base).toBe(head);
    expect(textAt("prompt/solver")).toContain(ruleFor("red"));
    expect(textAt("tool/calculator")).not.toContain("// Sums.");

    const entries = decisionsOf(store, session);
    expect(entries.map(({ iteration, candidate, decision }) => [iteration, candidate, decision])).toEqual([
      [1, undefined, "approve"],
      [1, 2, "reject"],
    ]);
    expect(reasonsOf(id).slice(0, 2)).toEqual([
      "No fourth idea.",
      expect.stringMatching(
        /^Proposal 3 does not carry over to the present head: prompt\/solver was changed in /,
      ),
    ]);
  });

  it("[A18] an iteration without an acceptance counts once, whatever it came to, and says every reason", async () => {
    const id = begin("gate");
    const session = await goOn(id, filesSeveral);
    // The first was accepted, the second and third were not; with each reason counted it would end in the second.
    expect([session.iteration, session.stopped]).toEqual([
      3,
      { by: "stall", detail: "2 iterations in a row without an accepted proposal." },
    ]);
    const both = ["No first idea.", "No second idea."];
    expect(reasonsOf(id).slice(2)).toEqual([...both, ...both]);
  });

  it("[T5] cut short after every step, a session decides what it decides in one go", async () => {
    const whole = await goOn(begin("gate"), filesSeveral);
    const decided = decisionsOf(contextOfDesk().store, whole);
    await desk.close();
    desk = marbles.openCopy();
    const id = begin("gate");
    let session = await goOn(id, filesSeveral, 1);
    for (let sitting = 0; session.state === "paused" && sitting < 100; sitting += 1)
      session = await goOn(id, filesSeveral, 1);
    expect(session.stopped?.by).toBe("stall");
    expect(decisionsOf(contextOfDesk().store, session)).toEqual(decided);
    expect(reasonsOf(id)).toHaveLength(6);
  });

  it("[A17] where a person decides, each is waited for in its turn", async () => {
    const id = begin("ask");
    const first = await goOn(id, filesSeveral);
    expect(first.stopped).toEqual({ by: "waiting", detail: "Proposal 1 waits for a decision." });
    expect(summaryOf(id).map(({ status }) => status)).toEqual(["waiting", "draft", "draft"]);
    const shown = await desk.client.sessions.show({ session: id });
    expect(shown.stopped?.detail).toBe("Proposal 1 waits for a decision.");
    await desk.client.proposals.reject({ id: "1", reason: "Not now." });
    expect((await desk.client.sessions.show({ session: id })).stopped?.detail).toBe(
      "Proposal 1 is rejected: the session goes on when it is resumed.",
    );
    const next = await goOn(id, filesSeveral);
    // The head has not moved: the others are measured as they were filed. The gate accepts the third.
    expect(next.stopped).toEqual({ by: "waiting", detail: "Proposal 3 waits for a decision." });
    expect(summaryOf(id).map(({ status, number }) => [status, number])).toEqual([
      ["rejected", 1],
      ["waiting", 2],
      ["waiting", 3],
    ]);
  });
});

it("[A18] an optimizer that comes to nothing says why, and spends no assessment", async () => {
  const id = begin("gate");
  const session = await goOn(id, async () => Promise.resolve(noCandidate("The moon is full.")));
  expect([session.stopped?.by, summaryOf(id), reasonsOf(id)]).toEqual([
    "stall",
    [],
    ["The moon is full.", "The moon is full."],
  ]);
});
