import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { initWorkspace } from "#core/app/workspace/init-workspace.ts";
import { workspacePaths } from "#core/app/workspace/paths.ts";
import type { Benchmark, Side } from "#test/bench/benchmark.ts";
import { measureRounds, timeMs } from "#test/bench/measure-rounds.ts";
import { runScript, type ScriptCall } from "#test/bench/run-script.ts";
import { withRaw } from "#test/support/raw-database.ts";
import { commandLine } from "#test/support/command-line.ts";

const LARGE_MB = 500;

/**
 * A command's whole life as a shell sees it: from the start of its process to its end. The rival is Node itself with
 * nothing to do, the floor of all that runs on it. The large workspace is the same one beside 500 MB of bytes that `log`
 * has no business with. Compiled code is kept from the round that warms up.
 */
export const START: Benchmark = {
  summary: "from the start of a command to its end, beside Node with nothing to do",
  rounds: 7,
  run: async (context) => {
    const small = join(context.folder, "small");
    await initWorkspace(small, { from: "order-desk", houseSeed: 1 });
    const large = join(context.folder, "large");
    cpSync(small, large, { recursive: true });
    withRaw(workspacePaths(large).database, (db) => {
      db.exec("CREATE TABLE beside (bytes BLOB) STRICT");
      const insert = db.prepare("INSERT INTO beside VALUES (randomblob(1000000))");
      db.transaction(() => {
        for (let megabyte = 0; megabyte < LARGE_MB; megabyte += 1) insert.run();
      })();
      db.pragma("wal_checkpoint(TRUNCATE)");
    });
    const nothing = join(context.folder, "nothing.mjs");
    writeFileSync(nothing, "");
    const measurement = await measureRounds(context, {
      title: "process start to exit",
      unit: "ms",
      better: "lower",
      ours: [
        sideOf("ours: --version", commandLine(["--version"])),
        sideOf("ours: log", commandLine(["log", "--workspace", small])),
        sideOf(`ours: log beside ${LARGE_MB} MB`, commandLine(["log", "--workspace", large])),
      ],
      rivals: [sideOf("node, an empty file", { script: nothing, args: [] })],
    });
    return { measurements: [measurement], notMeasured: [], notes: [] };
  },
};

function sideOf(name: string, call: ScriptCall): Side {
  return { name, measure: async () => timeMs(async () => runScript(call)) };
}
