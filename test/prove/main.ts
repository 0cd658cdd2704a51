import { AppError, toErrorReport } from "#core/base/app-error.ts";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import { PROOFS } from "./registry.ts";
import { listProofs, runProof } from "./run-proof.ts";

/** `npm run prove -- NAME [options]`: exit code 0 shown, 1 not shown, 2 wrong usage; alone it lists the proofs. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length === 0) {
    console.log(listProofs(PROOFS));
    return;
  }
  try {
    const { text, ok } = await runProof({
      proofs: PROOFS,
      args,
      cwd: process.env["INIT_CWD"] ?? process.cwd(),
    });
    console.log(text);
    console.log(ok ? "shown" : "NOT shown");
    if (!ok) process.exitCode = 1;
  } catch (error) {
    // A bug in a proof keeps its stack.
    if (!(error instanceof AppError)) throw error;
    const { message, hint, code } = toErrorReport(error);
    console.error(hint === "" ? message : `${message}\n${hint}`);
    process.exitCode = ERROR_CODES[code].exit;
  }
}

await main();
