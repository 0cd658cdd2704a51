import { spawn, type ChildProcess } from "node:child_process";
import { commandLine } from "#test/support/command-line.ts";

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs one command line to its end. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, toNode(args), {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const code = await ended(child);
  return { code, stdout: stdout(), stderr: stderr() };
}

export type Host = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Ends it as a person would, and waits until it is gone. */
  readonly stop: () => Promise<number | null>;
};

/** The real `serve` process on a workspace, once it has printed its address. */
export async function startHost(folder: string, { port = 0, json = true } = {}): Promise<Host> {
  const args = ["serve", "--workspace", folder, "--port", String(port), ...(json ? ["--json"] : [])];
  const child = spawn(process.execPath, toNode(args), { stdio: ["pipe", "pipe", "pipe"] });
  const [said, complained] = [collect(child.stdout), collect(child.stderr)];
  const gone = ended(child);
  const address = await new Promise<RegExpMatchArray>((resolve, reject) => {
    child.stdout.on("data", () => {
      const found = said().match(/http:\/\/127\.0\.0\.1:(\d+)\/#t=[\w-]+/);
      if (found !== null) resolve(found);
    });
    void gone.then((code) => reject(new Error(`serve ended with ${code}: ${said()}${complained()}`)));
  });
  return {
    url: address[0],
    port: Number(address[1]),
    pid: child.pid ?? 0,
    child,
    said,
    stop: async () => {
      child.kill("SIGTERM");
      return await gone;
    },
  };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (part: string) => (text += part));
  return () => text;
}

async function ended(child: ChildProcess): Promise<number | null> {
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
}

function toNode(args: readonly string[]): readonly string[] {
  const { script, args: given } = commandLine(args);
  return [script, ...given];
}
