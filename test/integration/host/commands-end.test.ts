import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startCli } from "#test/support/cli-process.ts";
import { makeFolder, makeOrderDesk } from "#test/support/test-workspace.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** How long a command may stay after its answer: far more than any takes, far less than what it could wait for. */
const PATIENCE_MS = 15_000;

let made: ReturnType<typeof makeFolder>;
let workspace: string;
beforeAll(async () => {
  made = makeFolder();
  workspace = await makeOrderDesk(made.folder);
  writeFileSync(join(made.folder, "items.jsonl"), '{"question":"1+1","answer":"so #### 2"}\n');
});
afterAll(() => {
  made.remove();
});

// A thread or a timer that is still held keeps a process alive that has nothing left to say.
it.each([
  ["dataset import, which searches in a thread", () => [...IMPORT, join(made.folder, "items.jsonl")]],
  ["run, which had a time limit", () => RUN],
  [
    "run of evolved code, which had a process",
    () => [...RUN.slice(0, 1), "Order 12 marbles.", "--agent", "order-clerk"],
  ],
])("%s ends with its answer", async (_what, args) => {
  const { child, finished } = startCli([...args(), "--json", "--workspace", workspace]);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  const late = await Promise.race([finished.then(() => false), sleep(PATIENCE_MS, true, { ref: false })]);
  child.kill("SIGKILL");
  expect([late, (await finished).code]).toEqual([false, 0]);
});

const IMPORT = ["dataset", "import", "--name", "sums", "--answer-pattern", "#### *(.+)$"];
const RUN = ["run", "1+1", "--agent", "solver"];
