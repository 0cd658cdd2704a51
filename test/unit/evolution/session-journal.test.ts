import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import type { Session } from "#core/domain/session.ts";
import { buildSessionConfig } from "#core/app/sessions/session-config.ts";
import { newSession as newSessionAtHead } from "#core/evolution/new-session.ts";
import { openJournal, SessionStop, type SessionJournal, type Step } from "#core/evolution/session-journal.ts";
import { createLedger, type Ledger } from "#core/models/ledger.ts";
import { applyEdits } from "#core/resources/edits.ts";
import { commitView } from "#core/resources/commit.ts";
import { createView } from "#core/resources/view.ts";
import { openStore, type Store } from "#core/store/store.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

const CLOCK = { now: () => 1_000 };
let place: ReturnType<typeof makeFolder>;
let store: Store;
let session: Session;
let ledger: Ledger;
let written: number;

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
  session = newSession(makeCommit(store));
  store.durable(() => store.sessions.add(session));
  ledger = createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 0, clock: CLOCK });
  written = 0;
});
afterEach(() => {
  store.close();
  place.remove();
});

/** A session begins at a commit, and a commit needs something in it. */
function makeCommit(to: Store): string {
  const content = {
    ...{ description: "Notes.", mask: [], strategy: "session", records: [] },
    limits: { maxRecords: 1, maxTokens: 1 },
  };
  const edit = { type: "register", resource: "memory/notes", content } as const;
  const context = { store: to, author: "system", at: 0, countTokens: () => 1 } as const;
  const view = applyEdits(createView(to, new Map()), [edit], context);
  return commitView(to, view, {
    base: null,
    author: { kind: "system", name: "test" },
    message: "Begin",
    at: 0,
    operation: { kind: "init", label: "Begin" },
  }).id;
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
    startCommit,
    ...at,
  };
}

function open(checkpoint: () => void = () => undefined): SessionJournal {
  return openJournal({
    ...{ store, ledger, session, checkpoint },
    clock: CLOCK,
    onWritten: () => {
      written += 1;
    },
  });
}

function step<T>(run: () => Promise<T>, more: Partial<Step<T, T>> = {}): Step<T, T> {
  return { iteration: 1, operator: "act", run, ...more };
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

  it("is known by iteration, operator and part", async () => {
    const journal = open();
    const answers = [
      await journal.step(step(async () => Promise.resolve("a"))),
      await journal.step(step(async () => Promise.resolve("b"), { part: "x" })),
      await journal.step(step(async () => Promise.resolve("c"), { operator: "reflect" })),
      await journal.step(step(async () => Promise.resolve("d"), { iteration: 2 })),
    ];
    expect(answers).toEqual(["a", "b", "c", "d"]);
  });

  it("what it keeps, its answer, its event and the bill are written together, or not at all", async () => {
    ledger.charge({ calls: 3, inputTokens: 5, outputTokens: 7, usd: 1 });
    const broken = step(async () => Promise.resolve("x"), {
      keep: () => {
        store.sessions.addHint("1", "half");
        throw new AppError("disk-full", "No room.");
      },
    });
    await expect(open().step(broken)).rejects.toMatchObject({ code: "disk-full" });
    expect([store.sessions.hints("1"), eventTypes()]).toEqual([
      [],
      ["iteration-started", "operator-started"],
    ]);

    await open().step(step(async () => Promise.resolve("x"), { tell: (answer) => ({ heard: answer }) }));
    const last = store.events.after(0, "1", 100).at(-1);
    expect(last).toMatchObject({
      type: "operator-finished",
      body: { iteration: 1, operator: "act", part: null, heard: "x" },
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
  const fresh = newSessionAtHead(store, session.config, 7);
  expect(fresh).toEqual({ ...session, id: "2", startCommit: store.refs.head(), startedAt: 7, updatedAt: 7 });
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
