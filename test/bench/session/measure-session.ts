import { statSync } from "node:fs";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { timeMs } from "#test/bench/measure-rounds.ts";
import { runScript } from "#test/bench/run-script.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { commandLine } from "#test/support/command-line.ts";

type SessionRun = {
  readonly iterations: number;
  readonly options?: readonly string[];
  /** The command line of another build. */
  readonly cli?: string;
};

export type MeasuredSession = {
  readonly runsPerSecond: number;
  readonly bytesPerRun: number;
  readonly ended: Pick<SessionDocument, "decisionsSha256" | "spend">;
};

/** A session of the practice workspace by the command line, start and end of the process in it. */
export async function measureSession(
  workspace: string,
  { iterations, options = [], cli }: SessionRun,
): Promise<MeasuredSession> {
  const { database } = workspacePaths(workspace);
  const before = statSync(database).size;
  const args = ["session", "start", "--iterations", String(iterations), "--seed", "5", "--approve", "gate"];
  let printed = "";
  const ms = await timeMs(async () => {
    const call = commandLine([...args, ...options, "--workspace", workspace, "--json"], cli);
    printed = await runScript(call);
  });
  const runs = withRaw(database, (db) => {
    db.pragma("wal_checkpoint(TRUNCATE)");
    return db.prepare("SELECT count(*) FROM run").pluck().get() as number;
  });
  return {
    runsPerSecond: (1000 * runs) / ms,
    bytesPerRun: (statSync(database).size - before) / runs,
    ended: JSON.parse(printed) as SessionDocument,
  };
}
