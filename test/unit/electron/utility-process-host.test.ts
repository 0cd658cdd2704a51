import { expect, it, vi } from "vitest";
import { becomeReady } from "#test/support/electron-stand-in/machine.ts";
import { utilityProcess } from "#test/support/electron-stand-in/utility-process.ts";

vi.mock("electron", () => ({ utilityProcess }));

it("kills a child that hears nothing, which Electron's own kill does not", async () => {
  becomeReady();
  const { createUtilityProcessHost } = await import("#electron/utility-process-host.ts");
  const child = createUtilityProcessHost().start("sandbox-child", {
    args: ["{}"],
    maxHeapMb: 64,
    maxMessageChars: 1000,
    readPaths: [],
  });
  const ended = new Promise<string>((resolve) => {
    child.onExit(resolve);
  });
  const pid = await vi.waitUntil(() => child.pid);
  // As one that is stuck in native code: a polite signal waits for it for ever.
  process.kill(pid, "SIGSTOP");
  process.kill(pid, "SIGTERM");
  child.kill();
  expect(await ended).toMatch(/^it ended with code/);
});
