/**
 * Lets a command outlive whoever reads it (`log | head`, a terminal that is closed): what it does goes on to its end, and
 * it says no more there. Any other failure to write, a full disk for one, is said on standard error and in the exit code.
 */
export function outliveReaders(): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    process.stderr.write(`The answer could not be written: ${message}.\n`);
    process.once("exit", () => {
      process.exitCode = 1;
    });
  });
}
