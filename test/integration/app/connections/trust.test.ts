import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { makeFolder } from "#test/support/test-workspace.ts";

it("[S61] what several programs let go at once is all there", async () => {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  const file = join(folder, "trusted-keys.json");
  const program = join(import.meta.dirname, "grant-keys.ts");
  await Promise.all(
    ["A", "B", "C"].map(async (name) => promisify(execFile)(process.execPath, [program, file, name])),
  );
  const { keys } = JSON.parse(readFileSync(file, "utf8")) as { keys: object };
  expect(Object.keys(keys)).toHaveLength(30);
}, 60_000);
