import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { askCli, runCli, startCli, startProcess, type StartedCli } from "#test/support/cli-process.ts";
import { copyWorkspace, makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

// Several processes, one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let made: ReturnType<typeof makeFolder>;
let template: string;
beforeAll(async () => {
  made = makeFolder();
  template = await makeOrderDesk(made.folder);
});
afterAll(() => {
  made.remove();
});

const workspaceIn = (name: string): string => copyWorkspace(template, join(made.folder, name));

/** Until a running command told on standard error that its session has come somewhere. */
async function untilUnderWay({ child }: StartedCli): Promise<void> {
  let told = "";
  await new Promise<void>((resolve) => {
    child.stderr?.on("data", (text: string) => {
      told += text;
      if (told.includes("train items")) resolve();
    });
  });
}

describe("[C1, C2] a session whose command is interrupted", () => {
  const rows = ["SIGINT", "SIGTERM"] as const;
  it.each(rows)("by %s is paused, says so, and can go on", async (signal) => {
    const folder = workspaceIn(signal);
    const command = startCli(["session", "start", "--json", "--workspace", folder]);
    await untilUnderWay(command);
    command.child.kill(signal);
    const { code, stdout, stderr } = await command.finished;
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { session: "1", state: "paused", stopped: { by: "paused" } },
    ]);
    expect(stderr).toContain("Pausing session 1…\n");
    const shown = await askCli<SessionDocument>(["session", "show", "1", "--workspace", folder]);
    expect(shown.state).toBe("paused");
  });

  it("by the death of the process that ran it, is named with the way to go on", async () => {
    const folder = workspaceIn("lost");
    const holder = startProcess([join(import.meta.dirname, "hold-workspace.ts"), folder]);
    await once(holder.child.stdout!, "data");
    const command = startCli(["session", "start", "--json", "--workspace", folder]);
    await untilUnderWay(command);
    holder.child.kill("SIGKILL");
    const { code, stdout } = await command.finished;
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { error: { code: "connection-lost", hint: expect.stringContaining("session resume 1") } },
    ]);
    const shown = await runCli(["session", "show", "1", "--workspace", folder]);
    expect(shown.stdout).toContain("interrupted");
  });
});
