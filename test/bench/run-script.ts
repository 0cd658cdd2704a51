import { spawn } from "node:child_process";
import { AppError } from "#core/base/app-error.ts";

export type ScriptCall = {
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
};

/** Runs a file in a Node process of its own to its end and returns what it printed. Throws `internal` when it fails. */
export async function runScript({ script, args, env = {}, cwd }: ScriptCall): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code === 0) return said.stdout;
  throw new AppError("internal", `${script} ended with ${code ?? "a signal"}: ${said.stdout}${said.stderr}`);
}
