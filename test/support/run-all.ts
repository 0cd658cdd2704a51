import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AppError } from "#core/base/app-error.ts";
import { listGates, readGateRows, toReportFile } from "./gates.ts";
import type { Gate } from "./gates.ts";
import { formatSummary, isGreen } from "./run-summary.ts";
import type { GateOutcome } from "./run-summary.ts";

/**
 * `npm test [-- --all]`: every gate, fastest first, up to the first that fails (with --all: every one), then a
 * summary whose last line is the totals. Exit code 0 only when all of it is green.
 */
async function main(): Promise<void> {
  const unknown = process.argv.slice(2).filter((argument) => argument !== "--all");
  if (unknown.length > 0) {
    console.error(
      `Unknown: ${unknown.join(" ")}. The only option is --all; one file runs with \`npm run test:unit -- FILE\`.`,
    );
    process.exitCode = 2;
    return;
  }
  const outcomes = await runGates(listGates(process.cwd()), process.argv.includes("--all"));
  console.log(formatSummary(outcomes));
  if (!isGreen(outcomes)) process.exitCode = 1;
}

/** Runs gates one after the other; after a failed one the rest is not reached, unless `goesOn`. */
export async function runGates(gates: readonly Gate[], goesOn: boolean): Promise<readonly GateOutcome[]> {
  const reports = mkdtempSync(join(tmpdir(), "autogenesis-reports-"));
  const outcomes: GateOutcome[] = [];
  try {
    for (const gate of gates) {
      const isReached = goesOn || isGreen(outcomes);
      // One at a time on purpose: two test runners at once would take each other's cores.
      outcomes.push(isReached ? await runGate(gate, toReportFile(reports, gate)) : notReached(gate));
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  return outcomes;
}

async function runGate(gate: Gate, reportFile: string): Promise<GateOutcome> {
  console.log(`\n── ${gate.name}`);
  const startedAt = performance.now();
  const isOk = await runScript(gate, reportFile);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: gate.name, state: isOk ? "ok" : "failed", seconds, rows: readGateRows(gate, reportFile) };
}

/** Runs the gate's script with its output shown and no stdin; true when it exits with 0. */
async function runScript({ script, args = [], tests, prepare }: Gate, reportFile: string): Promise<boolean> {
  try {
    const report = tests === undefined ? {} : { [tests.reportEnv]: reportFile };
    // Whatever a gate starts by name must be this Node and these tools, not an older Node of the system.
    const places = [dirname(process.execPath), join(process.cwd(), "node_modules/.bin")];
    const path = [...places, process.env["PATH"] ?? ""].join(delimiter);
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, PATH: path, ...report, ...prepare?.() },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("exit", resolve);
    });
    return code === 0;
  } catch (error) {
    console.error(error instanceof AppError ? `${error.message}\n${error.hint}` : error);
    return false;
  }
}

function notReached({ name }: Gate): GateOutcome {
  return { name, state: "not reached", seconds: 0, rows: [] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
