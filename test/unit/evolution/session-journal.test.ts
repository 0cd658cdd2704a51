import { createAccount, type Account } from "#core/models/account.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { jsonValueSchema } from "#core/domain/content/head.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Session } from "#core/domain/session.ts";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import {
  openJournal,
  SessionStop,
  type JournalOptions,
  type SessionJournal,
} from "#core/evolution/session-journal.ts";
import type { AnsweredStep } from "#core/evolution/journal-answer.ts";
import { newSession as newSessionAtHead } from "#core/evolution/new-session.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { commitView } from "#core/resources/commit.ts";
import { createView } from "#core/resources/view.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const CLOCK = { now: () => 1_000 };
let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
let session: Session;
let ledger: Ledger;
let account: Account;
let written: number;

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
  session = newSession(makeCommit(store));
  store.durable(() => store.sessions.add(session));
  ledger = createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 0, clock: CLOCK });
  account = createAccount();
  written = 0;
});
afterEach(() => {
  store.close();
  place.remove();
});

/** A session begins at a commit, and a commit needs something in it. */
function makeCommit(to: WorkspaceStore): string {
  const content = {
    ...{ description: "Notes.", mask: [], strategy: "session", records: [] },
    limits: { maxRecords: 1, maxTokens: 1 },
  };
  const edit = { type: "register", resource: "memory/notes", content } as const;
  const context = { store: to, author: "system", at: 0, countTokens: () => 1 } as const;
  const view = applyEdits(createView(to, new Map()), [edit], context);
  const { id } = commitView(to, view, {
    branch: MAIN_BRANCH,
    base: null,
    author: { kind: "system", name: "test" },
    message: "Begin",
    at: 0,
    operation: { kind: "init", label: "Begin" },
  });
  to.headBranch.set(MAIN_BRANCH);
  return id;
}

function newSession(startCommit: string): Session {
  const asked = {
    ...{ agent: "agent/a", dataset: "d", optimizer: "reflection", iterations: 3, seed: 1 },
    ...{ approve: "ask", report: "none", caps: {}, model: null },
  };
  const config = buildSessionConfig({ scorer: null, workspace: {}, asked, overrides: {} });
  const at = { startedAt: 0, updatedAt: 0, elapsedMs: 0, spend: NO_SPEND };
  return {
    id: "1",
    config,
    state: "running",
    stopped: null,
    iteration: 0,
    operator: null,
    branch: MAIN_BRANCH,
    startCommit,
    ...at,
  };
}

function open(checkpoint: JournalOptions["checkpoint"] = () => undefined): SessionJournal {
  return openJournal({
    ...{ store, ledger, session, checkpoint },
    account,
    clock: CLOCK,
    onWritten: () => {
      written += 1;
    },
  });
}

function step(run: () => Promise<Json>, more: Partial<AnsweredStep<Json>> = {}) {
  return { iteration: 1, operator: "act", answer: jsonValueSchema, run, ...more } as const;
}

function eventTypes(): readonly string[] {
  return store.events.after(0, "1", 100).map(({ type }) => type);
}

describe("a step", () => {
  it("[T5] is run once: a journal opened again answers from the record", async () => {
    let runs = 0;
    const act = step(async () => {
      runs += 1;
      return Promise.resolve({ found: runs });
    });
    const first = await open().step(act);
    expect([first, await open().step(act), runs]).toEqual([{ found: 1 }, { found: 1 }, 1]);
  });

  it("is known by iteration, operator, part and candidate", async () => {
    const journal = open();
    const answers = [
      await journal.step(step(async () => Promise.resolve("a"))),
      await journal.step(step(async () => Promise.resolve("b"), { part: "x" })),
      await journal.step(step(async () => Promise.resolve("c"), { operator: "reflect" })),
      await journal.step(step(async () => Promise.resolve("d"), { iteration: 2 })),
      await journal.step(step(async () => Promise.resolve("e"), { iteration: 2, candidate: 2 })),
    ];
    expect(answers).toEqual(["a", "b", "c", "d", "e"]);
    // Who follows the events tells them apart too.
    const finished = store.events
      .after(0, "1", 100)
      .flatMap(({ type, body }) => (type === "operator-finished" ? [body.part] : []));
    expect(finished).toEqual([null, "x", null, null, "candidate-2"]);
  });

  it("what it keeps, its answer, its event and the bill are written together, or not at all", async () => {
    account.count({ calls: 3, inputTokens: 5, outputTokens: 7, usd: 1 });
    const broken = {
      ...step(async () => Promise.resolve("x")),
      keep: (): string => {
        store.sessions.addHint("1", "half");
        throw new AppError("disk-full", "No room.");
      },
    };
    await expect(open().step(broken)).rejects.toMatchObject({ code: "disk-full" });
    expect([store.sessions.hints("1"), eventTypes()]).toEqual([
      [],
      ["iteration-started", "operator-started"],
    ]);

    const seen = step(async () => Promise.resolve([1, 1, 0]));
    await open().step({ ...seen, operator: "act", tell: () => ({ items: 3, correct: 2 }) });
    const last = store.events.after(0, "1", 100).at(-1);
    expect(last).toMatchObject({
      type: "operator-finished",
      body: { iteration: 1, operator: "act", part: null, items: 3, correct: 2 },
    });
    expect(store.sessions.find("1")).toMatchObject({
      iteration: 1,
      operator: "act",
      spend: { calls: 3, usd: 1 },
    });
    expect(written).toBeGreaterThanOrEqual(2);
  });

  it("an iteration is announced once, also over a resume", async () => {
    await open().step(step(async () => Promise.resolve(1)));
    session = store.sessions.find("1")!;
    await open().step(step(async () => Promise.resolve(2), { operator: "reflect" }));
    expect(eventTypes().filter((type) => type === "iteration-started")).toHaveLength(1);
  });

  it("an exhausted budget is a stop with a name; any other failure is itself", async () => {
    const journal = open();
    const failing = (code: "budget-exhausted" | "model-unavailable") =>
      step(async () => Promise.reject(new AppError(code, "No more.")));
    await expect(journal.step(failing("budget-exhausted"))).rejects.toMatchObject({
      name: "SessionStop",
      by: "cap",
    });
    await expect(journal.step(failing("model-unavailable"))).rejects.toMatchObject({
      code: "model-unavailable",
    });
  });
});

it("a session that is taken up again goes on counting its time, and a clock put back counts as none", async () => {
  ledger = createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 5_000, clock: CLOCK });
  await open().step(step(async () => Promise.resolve(1)));
  expect(store.sessions.find("1")?.elapsedMs).toBe(5_000);
  store.atomic(() => store.sessions.save({ ...session, elapsedMs: -1 }));
  expect(store.sessions.find("1")?.elapsedMs).toBe(0);
});

it("a new session stands at head, and has used neither time nor money", () => {
  const fresh = newSessionAtHead(store, { config: session.config, branch: MAIN_BRANCH, at: 7 });
  expect(fresh).toEqual({
    ...session,
    id: "2",
    startCommit: store.headBranch.commit(),
    startedAt: 7,
    updatedAt: 7,
  });
});

describe("[T12] an answer that is not of its step's form", () => {
  const seen = {
    iteration: 1,
    operator: "act",
    part: "minibatch",
    answer: z.array(z.object({ run: z.string() })),
    run: async () => Promise.resolve([{ run: "r1" }]),
  } as const;

  it.each([
    ["of another form", [{ run: 7 }], "0.run"],
    ["of another program's step", { ok: true, value: [] }, ""],
    ["nothing", null, ""],
  ])("is refused by name, and nothing is run or written: %s", async (_what, found, where) => {
    store.durable(() => store.sessions.note("1", "1/act/minibatch", found));
    let runs = 0;
    const again = {
      ...seen,
      run: async () => {
        runs += 1;
        return seen.run();
      },
    };
    const failure = await open()
      .step(again)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "journal-unreadable",
      message: `What session 1 noted at 1/act/minibatch is nothing that this program writes there${where === "" ? "" : `: see “${where}”`}.`,
    });
    expect([runs, eventTypes()]).toEqual([0, []]);
  });

  it("is never written: a defect of ours is found before a resume meets it", async () => {
    const wrong = { ...seen, answer: z.array(z.object({ run: z.string().max(1) })) };
    await expect(open().step(wrong)).rejects.toThrow("the answer of 1/act/minibatch");
    expect(store.sessions.noted("1", "1/act/minibatch")).toBeUndefined();
  });

  it("of an older program is brought up to date by the step's form", async () => {
    store.durable(() => store.sessions.note("1", "1/act/base", "c1"));
    const answer = z.union([z.object({ head: z.string() }), z.string().transform((head) => ({ head }))]);
    const keep = (): { head: string } => ({ head: "c2" });
    expect(await open().note({ iteration: 1, operator: "act", part: "base", answer, keep })).toEqual({
      head: "c1",
    });
  });
});

describe("a note", () => {
  it("is a step that the checkpoint knows for one, and that writes what it keeps", async () => {
    const asked: boolean[] = [];
    const journal = open(({ isNote }) => asked.push(isNote));
    const note = { iteration: 1, operator: "decide", answer: z.string() } as const;
    const keep = (): string => {
      store.sessions.addHint("1", "kept");
      return "noted";
    };
    expect(await journal.note({ ...note, part: "note", keep })).toBe("noted");
    expect(await journal.step({ ...note, keep })).toBe("noted");
    expect([asked, store.sessions.hints("1")]).toEqual([
      [true, false],
      ["kept", "kept"],
    ]);
  });
});

describe("the checkpoint", () => {
  it("is asked before each step that is not on record, and leaves nothing when it says stop", async () => {
    let left = 1;
    const journal = open(() => {
      if (left === 0) throw new SessionStop("paused", "Paused.");
      left -= 1;
    });
    const first = step(async () => Promise.resolve(1));
    await journal.step(first);
    await journal.step(first);
    const before = eventTypes();
    await expect(
      journal.step(step(async () => Promise.resolve(2), { operator: "reflect" })),
    ).rejects.toMatchObject({
      by: "paused",
    });
    expect(eventTypes()).toEqual(before);
  });
});

it("a state is written with its event", () => {
  open().setState("stopped", { by: "cap", detail: "Enough." });
  expect(store.sessions.find("1")).toMatchObject({
    state: "stopped",
    stopped: { by: "cap", detail: "Enough." },
  });
  expect(store.events.after(0, "1", 9).at(-1)).toMatchObject({
    type: "session-state",
    body: { state: "stopped", by: "cap", detail: "Enough." },
  });
});

it("a session that goes on is written with no reason to stop", () => {
  const journal = open();
  journal.setState("paused", { by: "paused", detail: "Paused." });
  journal.setState("running", null);
  expect(store.sessions.find("1")).toMatchObject({ state: "running", stopped: null });
  expect(store.events.after(0, "1", 9).at(-1)?.body).toEqual({ state: "running", by: null, detail: "" });
});
