import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import { BENCHMARKS } from "./registry.ts";
import { runBenchmarks } from "./run-benchmarks.ts";

/** `npm run bench [-- NAME…]`: exit code 0 measured, 1 a benchmark broke, 2 wrong usage. Times never decide it. */
async function main(): Promise<void> {
  try {
    const isWhole = await runBenchmarks({
      benchmarks: BENCHMARKS,
      args: process.argv.slice(2),
      cwd: process.env["INIT_CWD"] ?? process.cwd(),
      print: (text) => console.log(text),
      tell: (line) => console.error(`… ${line}`),
    });
    if (!isWhole) process.exitCode = 1;
  } catch (error) {
    // A bug keeps its stack.
    if (!(error instanceof AppError)) throw error;
    const { message, hint, code } = toErrorReport(error);
    console.error(hint === "" ? message : `${message}\n${hint}`);
    process.exitCode = ERROR_CODES[code].exit;
  }
}

await main();
