import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = join(import.meta.dirname, "load-ahead.ts");
/** What runs agents, calls models, reads files of items, and is made of itself by the simulated model. */
const RUNS =
  /core\/(agents|practice|evaluation\/(formats|import|evaluate-items)|evolution\/operators\/(act|assess|improve|reflect)|recording\/tracing)\b/;
const LIBRARIES = /node_modules\/(@opentelemetry|ajv|undici|quickjs)/;

test("[W17] the thread that serves loads all that it answers, and nothing that only the runtime's thread runs", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM]);
  const loaded = stdout.trim().split("\n");
  expect(loaded.filter((url) => url.includes("/core/app/handlers/")).length).toBeGreaterThan(15);
  expect(loaded.filter((url) => RUNS.test(url) || LIBRARIES.test(url))).toEqual([]);
});
