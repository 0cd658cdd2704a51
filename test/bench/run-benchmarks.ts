import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "#core/base/app-error.ts";
import type { Benchmark, BenchmarkResult } from "./benchmark.ts";
import { formatResult } from "./format-results.ts";
import { describeMachine, formatMachine, readLoad } from "./machine.ts";
import { createRivals } from "./rivals.ts";
import { ratiosOf, summarize } from "./summarize.ts";

export type BenchmarkCall = {
  readonly benchmarks: Readonly<Record<string, Benchmark>>;
  /** What follows `npm run bench --`. */
  readonly args: readonly string[];
  /** Relative paths among the arguments start here. */
  readonly cwd: string;
  readonly print: (text: string) => void;
  readonly tell: (line: string) => void;
};

/**
 * Runs the benchmarks that the arguments name, or all, one after the other, and prints each result as it comes. One that
 * breaks is printed as not measured and the rest goes on; false when any broke. Throws AppError `usage`.
 */
export async function runBenchmarks({ benchmarks, args, cwd, print, tell }: BenchmarkCall): Promise<boolean> {
  const { names, rounds, out, rivals: keep } = parseBenchArgs(benchmarks, args);
  const { root, remove } = makeTemporaryFolder();
  const rivals = createRivals(keep === undefined ? join(root, "rivals") : resolve(cwd, keep), tell);
  const machine = describeMachine();
  const loadBefore = readLoad();
  print(formatMachine(machine));
  const results: { readonly name: string; readonly result: BenchmarkResult; readonly isBroken: boolean }[] =
    [];
  try {
    for (const name of names) {
      const benchmark = benchmarks[name] as Benchmark;
      const folder = join(root, name);
      mkdirSync(folder);
      const run = benchmark.run({ rivals, folder, rounds: rounds ?? benchmark.rounds, tell });
      const settled = await run.then(
        (result) => ({ name, result, isBroken: false }),
        (error: unknown) => ({ name, result: toBroken(name, error), isBroken: true }),
      );
      results.push(settled);
      print(`\n${formatResult(name, settled.result)}`);
    }
  } finally {
    remove();
  }
  if (out !== undefined) {
    const document = { machine, loadBefore, loadAfter: readLoad(), results: results.map(toDocument) };
    writeFileSync(resolve(cwd, out), `${JSON.stringify(document, null, 2)}\n`);
  }
  return results.every(({ isBroken }) => !isBroken);
}

/** Rivals can take gigabytes, so the folder also goes when the run is stopped. */
function makeTemporaryFolder(): { readonly root: string; readonly remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), "autogenesis-bench-"));
  const signals = ["SIGINT", "SIGTERM"] as const;
  const empty = (): void => rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  const leave = (): never => {
    empty();
    process.exit(1);
  };
  for (const signal of signals) process.once(signal, leave);
  return {
    root,
    remove: () => {
      for (const signal of signals) process.off(signal, leave);
      empty();
    },
  };
}

/** The table of benchmarks, as a wrong call prints it. */
function listBenchmarks(benchmarks: Readonly<Record<string, Benchmark>>): string {
  return [
    "npm run bench [-- NAME…] [options]",
    "  --rounds N    counted rounds, instead of each benchmark's own number",
    "  --out FILE    also write every value as JSON",
    "  --rivals DIR  install rivals there, and take those that are there already (default: a temporary folder)",
    ...Object.entries(benchmarks).map(([name, { summary, rounds }]) => `${name} (${rounds}): ${summary}`),
  ].join("\n");
}

type BenchArgs = {
  readonly names: readonly string[];
  readonly rounds: number | undefined;
  readonly out: string | undefined;
  readonly rivals: string | undefined;
};

function parseBenchArgs(benchmarks: BenchmarkCall["benchmarks"], args: readonly string[]): BenchArgs {
  const hint = listBenchmarks(benchmarks);
  const { values, positionals } = parse(args, hint);
  const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0)
    throw new AppError("usage", `There is no benchmark «${unknown.join(", ")}».`, { hint });
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1)) {
    throw new AppError("usage", `--rounds takes a whole number from 1, not «${values.rounds ?? ""}».`, {
      hint,
    });
  }
  return {
    names: positionals.length === 0 ? Object.keys(benchmarks) : positionals,
    rounds,
    out: values.out,
    rivals: values.rivals,
  };
}

function parse(args: readonly string[], hint: string) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rounds: { type: "string" }, out: { type: "string" }, rivals: { type: "string" } },
    });
  } catch (error) {
    throw new AppError("usage", error instanceof Error ? error.message : String(error), {
      hint,
      cause: error,
    });
  }
}

function toBroken(name: string, error: unknown): BenchmarkResult {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { measurements: [], notMeasured: [{ what: name, why }], notes: [] };
}

function toDocument({ name, result }: { readonly name: string; readonly result: BenchmarkResult }) {
  return {
    name,
    ...result,
    measurements: result.measurements.map((measurement) => ({
      ...measurement,
      medians: Object.fromEntries(
        [...measurement.ours, ...measurement.rivals].map((series) => [series.name, summarize(series.values)]),
      ),
      ratios: ratiosOf(measurement),
    })),
  };
}
