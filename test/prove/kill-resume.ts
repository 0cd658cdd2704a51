import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyedRandom } from "#core/base/keyed-random.ts";
import { askCli } from "#test/support/cli-process.ts";
import { computeOnce, type Checkpoint } from "./checkpoint.ts";
import { killAndResume, runUnbroken, type KillFigures, type Outcome } from "./kill-trial.ts";
import { mark } from "./statistics-figures.ts";
import { FRAME_BYTES } from "./watch-wal.ts";

export type KillOptions = {
  readonly kills: number;
  readonly iterations: number;
  readonly seed: number;
  readonly checkpoint: Checkpoint;
};

export type KillResumeFigures = {
  readonly seed: number;
  readonly frames: number;
  readonly unbroken: Outcome;
  readonly kills: readonly KillFigures[];
  readonly inside: number;
  readonly checks: readonly { readonly claim: string; readonly ok: boolean }[];
  readonly ok: boolean;
};

/**
 * Kills a session with SIGKILL at moments drawn uniformly over what it writes to SQLite's log, each time on a fresh
 * copy of the workspace, resumes it and compares it with the unbroken run.
 */
export async function proveKillResume(options: KillOptions): Promise<KillResumeFigures> {
  const { kills: count, iterations, seed, checkpoint } = options;
  const folder = mkdtempSync(join(tmpdir(), "prove-kill-"));
  const workspace = join(folder, "workspace");
  const args = ["--iterations", String(iterations), "--seed", String(seed), "--approve", "gate"];
  try {
    await askCli(["init", workspace, "--from", "order-desk", "--house-seed", "1"]);
    const { outcome: unbroken, frames } = await computeOnce(checkpoint, "unbroken", async () =>
      runUnbroken(workspace, args),
    );
    const draws = keyedRandom("kill", seed);
    const kills: KillFigures[] = [];
    for (let number = 1; kills.length < count; number += 1) {
      const atFrame = 1 + draws.integer(frames);
      const killed = await computeOnce(checkpoint, `kill-${number}`, async () =>
        killAndResume(workspace, args, { atFrame, unbroken }),
      );
      if (killed !== null) kills.push(killed);
    }
    return judge({ seed, frames, unbroken, kills });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(found: Pick<KillResumeFigures, "seed" | "frames" | "unbroken" | "kills">): KillResumeFigures {
  const { kills, unbroken } = found;
  const inside = kills.filter(({ isInside }) => isInside).length;
  const checks = [
    { claim: "the unbroken workspace verifies", ok: unbroken.isSound },
    { claim: "at least half of the kills hit an evaluation or an operator", ok: 2 * inside >= kills.length },
    {
      claim:
        "every resumed session ends with the decisions, commits' states and stop of the unbroken one, and verifies",
      ok: kills.every(({ isSame }) => isSame),
    },
  ];
  return { ...found, inside, checks, ok: checks.every(({ ok }) => ok) };
}

export function formatKillResume({
  seed,
  frames,
  unbroken,
  kills,
  inside,
  checks,
}: KillResumeFigures): string {
  const megabytes = (frames * FRAME_BYTES) / 1e6;
  return [
    `${kills.length} kills of one session, seed ${seed}; unbroken it writes ${frames} frames (${megabytes.toFixed(1)} MB) to the log,`,
    `stops by ${unbroken.stoppedBy} after ${unbroken.proposals} proposals and ${unbroken.calls} calls, decisions ${unbroken.decisionsSha256.slice(0, 12)}, ${unbroken.states.length} commits`,
    "",
    "        frame   MB    killed during                     resumed to      commits  calls",
    ...kills.map(formatKill),
    "",
    `inside an evaluation or an operator: ${inside} of ${kills.length}`,
    ...checks.map(({ claim, ok }) => `${mark(ok)} ${claim}`),
  ].join("\n");
}

function formatKill({ atFrame, during, outcome, isSame }: KillFigures): string {
  return [
    mark(isSame),
    String(atFrame).padStart(8),
    ((atFrame * FRAME_BYTES) / 1e6).toFixed(1).padStart(5),
    `  ${during.padEnd(32)}`,
    outcome.decisionsSha256.slice(0, 12),
    String(outcome.states.length).padStart(9),
    String(outcome.calls).padStart(8),
  ].join(" ");
}
