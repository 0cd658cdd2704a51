import { afterEach, describe, expect, it, vi } from "vitest";
import { borrowProcesses, lendProcesses } from "#core/sandbox/lent-processes.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import type { ProcessHandle } from "#core/sandbox/process-host.ts";
import { openSandbox } from "./open-sandbox.ts";

vi.setConfig({ testTimeout: 60_000 });

const undoing: (() => void)[] = [];
afterEach(() => {
  for (const undo of undoing.splice(0)) undo();
});

/** A sandbox on one side of a line, and the real processes that the other side starts for it. */
function openAcross() {
  const real = createNodeProcessHost();
  const started: ProcessHandle[] = [];
  const start: typeof real.start = (entry, options) => {
    const handle = real.start(entry, options);
    started.push(handle);
    return handle;
  };
  const borrower = borrowProcesses((message) => lender.receive(structuredClone(message)));
  const lender = lendProcesses({ start }, (message) => borrower.receive(structuredClone(message)));
  const host = { ...borrower.starter, confinement: () => real.confinement() };
  const { outputOf, sandbox } = openSandbox({}, host);
  undoing.push(() => sandbox.dispose(), lender.close);
  return { outputOf, started, end: lender.close };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("[W12] processes that one thread starts for another", () => {
  it("answer as those that it starts itself, and are ended where they are stuck", async () => {
    const { outputOf } = openAcross();
    expect(await outputOf("export const run = () => 1 + 1")).toBe(2);
    expect(await outputOf("export const run = () => { for (;;); }", { timeoutMs: 300 })).toBe("!timeout");
    expect(await outputOf("export const run = () => 3")).toBe(3);
  });

  it("tell that they have died, and another takes their place", async () => {
    const { outputOf, started } = openAcross();
    await outputOf("export const run = () => 1");
    const died = new Promise<string>((resolve) => started[0]?.onExit(resolve));
    started[0]?.kill();
    expect(await died).toContain("SIGKILL");
    expect(await outputOf("export const run = () => 2")).toBe(2);
    expect(started).toHaveLength(2);
  });

  it("end when there is nobody left who asked for them", async () => {
    const { outputOf, started, end } = openAcross();
    await outputOf("export const run = () => 1");
    const pid = started[0]?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    end();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
