import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { createPortProcessHost, serveProcessHost } from "#core/sandbox/port-process-host.ts";
import type { ProcessHandle } from "#core/sandbox/process-host.ts";
import { openSandbox } from "./open-sandbox.ts";

vi.setConfig({ testTimeout: 60_000 });

const undoing: (() => void)[] = [];
afterEach(() => {
  for (const undo of undoing.splice(0)) undo();
});

/** Two ends of one port, with real processes behind it. */
function openAcross() {
  const { port1, port2 } = new MessageChannel();
  const real = createNodeProcessHost();
  const started: ProcessHandle[] = [];
  serveProcessHost(port1, {
    confinement: () => real.confinement(),
    start: (entry, options) => {
      const handle = real.start(entry, options);
      started.push(handle);
      return handle;
    },
  });
  undoing.push(() => port2.close());
  return { host: createPortProcessHost(port2, real.confinement()), started, cut: () => port2.close() };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("[W12] processes that are asked for over a port", () => {
  it("answer as those that are started here", async () => {
    const { host } = openAcross();
    const { sandbox, outputOf } = openSandbox({}, host);
    undoing.push(() => sandbox.dispose());
    expect(await outputOf("export const run = () => 1 + 1")).toBe(2);
    expect(await outputOf("export const run = () => { for (;;); }", { timeoutMs: 300 })).toBe("!timeout");
    expect(await outputOf("export const run = () => 3")).toBe(3);
    expect(host.confinement()).toEqual(createNodeProcessHost().confinement());
  });

  it("tell how they ended, once, and take nothing more", async () => {
    const { host, started } = openAcross();
    const { sandbox, outputOf } = openSandbox({}, host);
    undoing.push(() => sandbox.dispose());
    await outputOf("export const run = () => 1");
    started[0]?.kill();
    await expect.poll(() => isAlive(started[0]?.pid ?? 0)).toBe(false);
    expect(await outputOf("export const run = () => 2")).toBe(2);
    expect(started).toHaveLength(2);
  });

  it("are killed when nobody is at the other end any more", async () => {
    const { host, started, cut } = openAcross();
    const { outputOf } = openSandbox({}, host);
    await outputOf("export const run = () => 1");
    const pid = started[0]?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    cut();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
