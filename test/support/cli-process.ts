import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { commandLine } from "./command-line.ts";

export type Finished = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type StartedCli = { readonly child: ChildProcess; readonly finished: Promise<Finished> };

/** The real command line in a process of its own. Its environment is `env` and the PATH, nothing of this process's. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedCli {
  const { script, args: given } = commandLine(args);
  return start([script, ...given], env);
}

/** A TypeScript file in a Node process of its own, with compiled code where the command line keeps its own. */
export function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedCli {
  return start(args, { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"), ...env });
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): StartedCli {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "",
      AUTOGENESIS_CONFIG: process.env["AUTOGENESIS_CONFIG"] ?? "",
      ...env,
    },
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, ...texts });
    });
  });
  return { child, finished };
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return startCli(args, env).finished;
}

/** The document that a command prints with --json; an error where it prints another or exits otherwise. */
export async function askCli<T>(args: readonly string[], code = 0): Promise<T> {
  const finished = await runCli([...args, "--json"]);
  return readDocument(finished, code, args);
}

/** What every command of a session prints. */
export async function askSession(args: readonly string[]): Promise<SessionDocument> {
  return askCli<SessionDocument>(["session", ...args]);
}

export function readDocument<T>(finished: Finished, code: number, args: readonly string[] = []): T {
  if (finished.code !== code) {
    throw new Error(`${args.join(" ")}: exit ${finished.code}\n${finished.stdout}\n${finished.stderr}`);
  }
  // The contract's own schemas made it; a document of another form fails where it is read.
  return JSON.parse(finished.stdout) as T;
}
