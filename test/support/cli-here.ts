import { vi } from "vitest";
import { runCli } from "#core/host/cli/run-cli.ts";

/** A command line within this process, for tests that need no process of its own: its exit code and what it printed. */
export async function runCliHere(
  args: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string }> {
  let stdout = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  try {
    return { code: await runCli([...args]), stdout };
  } finally {
    write.mockRestore();
  }
}
