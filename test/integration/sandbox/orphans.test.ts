import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

type Parent = ChildProcessByStdio<null, Readable, null>;

async function startParent(
  mode: "ends" | "hangs",
  around: string,
): Promise<{ readonly parent: Parent; readonly childPid: number }> {
  const script = fileURLToPath(new URL("./orphan-parent.ts", import.meta.url));
  const parent = spawn(process.execPath, [script, mode, around], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(parent.stdout), "line")) as [string];
  return { parent, childPid: Number(line) };
}

/** A process that ended but that nobody has collected yet is gone too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

async function isGoneSoon(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await sleep(50);
  return !isAlive(pid);
}

/** Resolves once the process has used up a fifth of a second more of processor time: it computes. */
async function waitUntilBusy(pid: number): Promise<void> {
  const ticks = (): number =>
    Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[11]);
  const before = ticks();
  while (ticks() < before + 20) await sleep(20);
}

describe.each(["walled", "open"])(
  "[T11] no child outlives its parent, where the system's wall is as it is here, and where there is none: %s",
  (around) => {
    it("a program that is done ends by itself, though it disposed of nothing, and takes its child along", async () => {
      const { parent, childPid } = await startParent("ends", around);
      const [code] = (await once(parent, "exit")) as [number | null];
      expect([code, await isGoneSoon(childPid)]).toEqual([0, true]);
    });

    it("a parent killed without warning takes along even a child that is stuck in native code", async () => {
      const { parent, childPid } = await startParent("hangs", around);
      if (process.platform === "linux") await waitUntilBusy(childPid);
      expect(isAlive(childPid)).toBe(true);
      parent.kill("SIGKILL");
      expect(await isGoneSoon(childPid)).toBe(true);
    });
  },
);
