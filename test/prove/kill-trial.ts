import { assertDefined } from "#core/base/assert.ts";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { isOver } from "#core/domain/session.ts";
import { openStore } from "#core/store/store.ts";
import { askSession, readDocument, startCli } from "#test/support/cli-process.ts";
import { openTestWorkspace } from "#test/support/test-workspace.ts";
import { watchWal } from "./watch-wal.ts";

/** What a session came to, as far as a resumed one must come to the same. */
export type Outcome = {
  readonly decisionsSha256: string;
  /** State hashes of all commits, newest first. */
  readonly states: readonly string[];
  readonly stoppedBy: string;
  readonly proposals: number;
  readonly calls: number;
  readonly isSound: boolean;
};

export type KillFigures = {
  readonly atFrame: number;
  /** What was being done when the process died. */
  readonly during: string;
  /** True inside an evaluation or an operator. */
  readonly isInside: boolean;
  readonly outcome: Outcome;
  readonly isSame: boolean;
};

export type SessionArgs = readonly string[];

/** Runs the session once, undisturbed, on a copy of the workspace; also tells how many frames it wrote. */
export async function runUnbroken(
  workspace: string,
  args: SessionArgs,
): Promise<{ readonly outcome: Outcome; readonly frames: number }> {
  return onCopy(workspace, async (copy) => {
    const { finished } = startCli(["session", "start", ...args, "--workspace", copy, "--json"]);
    const watch = watchWal(join(copy, "workspace.sqlite"));
    // The index vanishes with the last connection, so it is read for as long as the process lives.
    const watching = watch.reach(Infinity);
    const document = readDocument<SessionDocument>(await finished, 0);
    watch.stop();
    await watching;
    return { outcome: await outcomeOf(copy, document), frames: watch.frames() };
  });
}

/**
 * Starts the session on a copy, kills it with SIGKILL once it has written so many frames, resumes it, and compares.
 * Null when it was over before that.
 */
export async function killAndResume(
  workspace: string,
  args: SessionArgs,
  { atFrame, unbroken }: { readonly atFrame: number; readonly unbroken: Outcome },
): Promise<KillFigures | null> {
  return onCopy(workspace, async (copy) => {
    const { child, finished } = startCli(["session", "start", ...args, "--workspace", copy, "--json"]);
    const watch = watchWal(join(copy, "workspace.sqlite"));
    void finished.then(watch.stop);
    const isReached = await watch.reach(atFrame);
    child.kill("SIGKILL");
    await finished;
    // What it wrote last may be its end: then the kill came to a program that was only tidying up.
    if (!isReached || (await wasOver(copy))) return null;
    const during = await readPlace(copy);
    const again =
      during === null
        ? await askSession(["start", ...args, "--workspace", copy])
        : await askSession(["resume", "1", "--workspace", copy]);
    const outcome = await outcomeOf(copy, again);
    return {
      atFrame,
      during: during ?? "before the session began",
      isInside: during !== null && during !== BETWEEN,
      outcome,
      isSame: isSameOutcome(outcome, unbroken),
    };
  });
}

/** Spend may differ by the calls that were in flight; nothing else may. */
function isSameOutcome(outcome: Outcome, unbroken: Outcome): boolean {
  const comparable = ({ calls: _calls, ...rest }: Outcome): string => JSON.stringify(rest);
  return comparable(outcome) === comparable(unbroken) && outcome.isSound;
}

async function outcomeOf(workspace: string, document: SessionDocument): Promise<Outcome> {
  const desk = openTestWorkspace(workspace);
  try {
    const log = await desk.client.history.log({});
    const { ok: isSound } = await desk.client.workspace.verify();
    return {
      decisionsSha256: assertDefined(document.decisionsSha256, "the hash of the decisions"),
      states: log.map(({ state }) => state),
      stoppedBy: document.stopped?.by ?? "nothing",
      proposals: document.proposals.made,
      calls: document.spend.calls,
      isSound,
    };
  } finally {
    await desk.close();
  }
}

const BETWEEN = "between two operators";

/** Where the session was; null when there was none yet. Read from a copy, because reading mends the log. */
async function readPlace(workspace: string): Promise<string | null> {
  return onCopy(workspace, async (copy) => Promise.resolve(placeIn(join(copy, "workspace.sqlite"))));
}

async function wasOver(workspace: string): Promise<boolean> {
  return onCopy(workspace, async (copy) => Promise.resolve(isOverIn(join(copy, "workspace.sqlite"))));
}

function isOverIn(database: string): boolean {
  const store = openStore(database, { readOnly: false });
  try {
    const session = store.sessions.find("1");
    return session !== null && isOver(session);
  } finally {
    store.close();
  }
}

function placeIn(database: string): string | null {
  const store = openStore(database, { readOnly: false });
  try {
    if (store.sessions.find("1") === null) return null;
    const last = store.events
      .after(0, "1", 1_000_000)
      .findLast(({ type }) => type === "operator-started" || type === "operator-finished");
    if (last?.type !== "operator-started") return BETWEEN;
    const { iteration, operator, part } = last.body;
    return [iteration, operator, ...(part === null ? [] : [part])].map(String).join("/");
  } finally {
    store.close();
  }
}

async function onCopy<T>(workspace: string, work: (copy: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "prove-kill-"));
  const copy = join(folder, "workspace");
  try {
    // The holder's socket, left by a kill, cannot be copied and means nothing.
    cpSync(workspace, copy, { recursive: true, filter: (path) => !path.endsWith(".sock") });
    return await work(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
