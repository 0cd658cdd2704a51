import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AppError } from "#core/base/app-error.ts";
import { listLanes, readGateRows, toReportFile } from "./gates.ts";
import type { Gate, Lane } from "./gates.ts";
import { queueOutputs, type LaneOutput } from "./lane-output.ts";
import { openMemoryFolder } from "./memory-folder.ts";
import { formatSummary, isGreen } from "./run-summary.ts";
import type { GateOutcome } from "./run-summary.ts";

/** How long a runner that was told to stop may take to end what it has started. */
const GRACE_MS = 20_000;

/**
 * `npm test [-- --all]`: every gate, in lanes side by side, up to the first that fails (with --all: every one), then a
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
  const outcomes = await runLanes(listLanes(process.cwd()), {
    goesOn: process.argv.includes("--all"),
    stop: stopOnSignals(),
  });
  console.log(formatSummary(outcomes));
  if (!isGreen(outcomes)) process.exitCode = 1;
}

/** Ctrl+C in a terminal reaches every process below by itself; told twice, a runner ends without tidying up. */
const HEARD_BY_ALL = "heard by all";

/** Aborts when this process is told to stop: what was said until then is shown, and nothing runs on without it. */
function stopOnSignals(): AbortController {
  const stop = new AbortController();
  const isInTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  process.once("SIGINT", () => stop.abort(isInTerminal ? HEARD_BY_ALL : undefined));
  process.once("SIGTERM", () => stop.abort());
  return stop;
}

export type RunOptions = {
  /** Whether a gate that fails leaves the others running. */
  readonly goesOn: boolean;
  readonly show?: LaneOutput["write"];
  /** Aborted from outside to end it all; by itself with the first gate that fails, unless it goes on. */
  readonly stop?: AbortController;
};

type Run = {
  readonly goesOn: boolean;
  readonly reports: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: AbortController;
};

/**
 * Runs lanes side by side, the gates of each one after the other: where one waits, another computes. What they say is shown
 * lane by lane. The first gate that fails ends the others, unless it goes on: those are not reached.
 */
export async function runLanes(
  lanes: readonly Lane[],
  {
    goesOn,
    show = (stream, part) => void process[stream].write(part),
    stop = new AbortController(),
  }: RunOptions,
): Promise<readonly GateOutcome[]> {
  const reports = mkdtempSync(join(tmpdir(), "autogenesis-reports-"));
  const memory = openMemoryFolder();
  // Hundreds of programs are started: each finds what the last one compiled.
  const compiled = join(memory.environment["TMPDIR"] ?? tmpdir(), "node-compile-cache");
  const environment = { NODE_COMPILE_CACHE: compiled, ...memory.environment };
  const run: Run = { goesOn, reports, environment, stop };
  const outputs = queueOutputs(lanes.length, show);
  try {
    const outcomes = lanes.map(async (lane, at) => {
      const output = outputs[at];
      if (output === undefined) throw new Error("a lane without an output");
      const ofLane = await runLane(lane, run, output);
      output.end();
      return ofLane;
    });
    return (await Promise.all(outcomes)).flat();
  } finally {
    rmSync(reports, { recursive: true, force: true });
    memory.remove();
  }
}

async function runLane(lane: Lane, run: Run, output: LaneOutput): Promise<readonly GateOutcome[]> {
  const outcomes: GateOutcome[] = [];
  for (const gate of lane) {
    const outcome = run.stop.signal.aborted ? notReached(gate) : await runGate(gate, run, output);
    outcomes.push(outcome);
    if (!isGreen([outcome]) && !run.goesOn) run.stop.abort();
  }
  return outcomes;
}

async function runGate(gate: Gate, run: Run, output: LaneOutput): Promise<GateOutcome> {
  output.write("stdout", `\n── ${gate.name}\n`);
  const startedAt = performance.now();
  const reportFile = toReportFile(run.reports, gate);
  const isOk = await runScript(gate, { reportFile, output, ...run });
  // What was ended half-way has shown nothing: its rows are nobody's result.
  if (!isOk && run.stop.signal.aborted) return notReached(gate);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: gate.name, state: isOk ? "ok" : "failed", seconds, rows: readGateRows(gate, reportFile) };
}

type Place = Pick<Run, "environment" | "stop"> & {
  readonly reportFile: string;
  readonly output: LaneOutput;
};

/** Runs the gate's script with its output passed on and no stdin; true when it exits with 0. */
async function runScript({ script, args = [], tests, prepare }: Gate, place: Place): Promise<boolean> {
  const { reportFile, output, environment, stop } = place;
  try {
    const report = tests === undefined ? {} : { [tests.reportEnv]: reportFile };
    // Whatever a gate starts by name must be this Node and these tools, not an older Node of the system.
    const places = [dirname(process.execPath), join(process.cwd(), "node_modules/.bin")];
    const path = [...places, process.env["PATH"] ?? ""].join(delimiter);
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...environment, PATH: path, ...report, ...prepare?.() },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (part: Buffer) => output.write("stdout", part));
    child.stderr.on("data", (part: Buffer) => output.write("stderr", part));
    return (await ended(child, stop.signal)) === 0;
  } catch (error) {
    const said = error instanceof AppError ? `${error.message}\n${error.hint}` : String(error);
    output.write("stderr", `${said}\n`);
    return false;
  }
}

/** Its exit code; told to stop it ends by itself what it has started, or is ended. */
async function ended(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  let last: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (signal.reason !== HEARD_BY_ALL) child.kill("SIGINT");
    last = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  };
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    // Closed, not only gone: what it said last belongs to its lane.
    return await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("close", resolve);
    });
  } finally {
    clearTimeout(last);
    signal.removeEventListener("abort", stop);
  }
}

function notReached({ name }: Gate): GateOutcome {
  return { name, state: "not reached", seconds: 0, rows: [] };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
