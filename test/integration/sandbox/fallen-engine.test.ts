import { spawn } from "node:child_process";
import { once } from "node:events";
import { builtinModules } from "node:module";
import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { entryReadPaths } from "#core/entries.ts";
import { confineNode } from "#core/sandbox/confine-node.ts";
import type { Command } from "#core/sandbox/confinement.ts";
import { DEFAULT_LIMITS } from "#core/sandbox/limits.ts";
import { findSystemWall } from "#core/sandbox/walls/system.ts";
import { ACTIONS } from "./hostile-actions.ts";
import type { Wall } from "./hostile-actions.ts";
import { openTargets } from "./hostile-targets.ts";
import type { OpenTargets } from "./hostile-targets.ts";

// Evolved code has got out of its engine and runs as the sandbox's process. Every action is tried with all walls up,
// then with each wall alone, and with none, or the rows would prove nothing.

type Outcome = { readonly name: string; readonly happened: boolean; readonly why: string };
type Mode = "in-child" | "alone";

const program = fileURLToPath(new URL("./hostile-child.ts", import.meta.url));
const here = dirname(program);
const readPaths = [...entryReadPaths(), here + sep];
const wall = findSystemWall();
const unseen = wall === null ? " (NOT TRIED: this machine puts up no wall)" : "";

let open: OpenTargets;
beforeEach(async () => {
  open = await openTargets();
});
afterEach(() => {
  open.close();
});

/** Runs the program to its end, which it must come to: an action behind its early death would seem denied. */
async function run({ file, args }: Command): Promise<readonly Outcome[]> {
  const child = spawn(file, args, { env: { TZ: "UTC", SECRET: "1" } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  await once(child, "close");
  const lines = stdout.split("\n").filter((line) => line.startsWith('{"name"'));
  expect([lines.length, lines.length === ACTIONS.length ? "" : stderr]).toEqual([ACTIONS.length, ""]);
  return lines.map((line) => JSON.parse(line) as Outcome);
}

const argsFor = (mode: Mode): string[] => [
  JSON.stringify(DEFAULT_LIMITS),
  JSON.stringify(open.targets),
  mode,
];
const plain = (mode: Mode): Command => ({
  file: process.execPath,
  args: ["--no-warnings", program, ...argsFor(mode)],
});
const confined = (mode: Mode, behind: typeof wall): Command =>
  confineNode(program, { args: argsFor(mode), readPaths, maxHeapMb: DEFAULT_LIMITS.childHeapMb }, behind);

/** Of the actions that the wall denies by itself, or of all: those that happened all the same. */
const breaches = (outcomes: readonly Outcome[], by?: Wall): readonly string[] =>
  ACTIONS.flatMap(({ name, walls }, at) =>
    outcomes[at]?.happened === true && (by === undefined || walls.includes(by)) ? [name] : [],
  );

describe("[T9] hostile code that runs as the sandbox's process gets nowhere", () => {
  it("with every wall that this machine puts up", async () => {
    expect(breaches(await run(confined("in-child", wall)))).toEqual([]);
    expect(open.traces()).toEqual([]);
  });

  it("where the system puts up none", async () => {
    expect(breaches(await run(confined("in-child", null)))).toEqual([]);
    expect(open.traces()).toEqual([]);
  });

  it("where its realm is locked and nothing else holds", async () => {
    expect(breaches(await run(plain("in-child")), "realm")).toEqual([]);
  });

  it("where Node's flags are all that holds, as far as they reach", async () => {
    expect(breaches(await run(confined("alone", null)), "flags")).toEqual([]);
  });

  it.skipIf(wall === null)(
    `where the system's wall is all that holds, as far as it reaches${unseen}`,
    async () => {
      const behind = wall?.wrap(plain("alone"), readPaths) as Command;
      expect(breaches(await run(behind), "system")).toEqual([]);
    },
  );

  it("and everything in the table does happen where nothing stands in the way", async () => {
    const outcomes = await run(plain("alone"));
    const missing = builtinModules.includes("ffi") ? [] : ["calling functions of libraries"]; // Of a later Node.
    const failed = outcomes.filter(({ happened }) => !happened);
    expect(failed.map(({ name, why }) => `${name}: ${why}`)).toEqual(
      missing.map((name) => expect.stringContaining(name) as string),
    );
  });
});
