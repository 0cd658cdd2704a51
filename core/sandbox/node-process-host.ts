import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { assertDefined } from "#core/base/assert.ts";
import { entryPath } from "#core/entries.ts";
import { createLineReader } from "./line-reader.ts";
import type { ProcessHandle, ProcessHost, ProcessOptions } from "./process-host.ts";

const STDERR_TAIL_CHARS = 1_000;

/**
 * Node under its permission model, talking in JSON lines over stdin and stdout. The fourth pipe carries nothing:
 * its end tells the child's watchdog that we are gone, even while the child's main thread is stuck.
 */
export function createNodeProcessHost(): ProcessHost {
  return {
    start: (entry, options) => {
      const child = spawn(process.execPath, [...nodeFlags(options), entryPath(entry), ...options.args], {
        env: childEnvironment(),
        stdio: ["pipe", "pipe", "pipe", "pipe"],
        windowsHide: true,
      });
      return toHandle(child, options);
    },
  };
}

function nodeFlags(options: ProcessOptions): string[] {
  return [
    "--permission",
    ...options.readPaths.map((path) => `--allow-fs-read=${path}`),
    "--allow-worker", // For the watchdog; a worker has the same permissions as its process.
    "--disallow-code-generation-from-strings",
    "--no-warnings",
    `--max-old-space-size=${options.maxHeapMb}`,
    // Parsing nested code takes more of the host's stack than of the guest's. Main threads have 8 MB, except there.
    ...(process.platform === "win32" ? [] : ["--stack-size=3900"]),
  ];
}

/** UTC, so that dates print the same on every machine; Windows can't start a process without SystemRoot. */
export function childEnvironment(): Record<string, string> {
  const systemRoot = process.platform === "win32" ? process.env["SystemRoot"] : undefined;
  return { TZ: "UTC", ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot }) };
}

function toHandle(child: ChildProcess, options: ProcessOptions): ProcessHandle {
  const stdin = assertDefined(child.stdin, "the child's stdin");
  const stdout = assertDefined(child.stdout, "the child's stdout");
  const stderr = assertDefined(child.stderr, "the child's stderr");
  const exit = Promise.withResolvers<string>();
  let onMessage: (message: unknown) => void = () => undefined;
  let stderrTail = "";
  let fault = "";

  const killFor = (reason: string): void => {
    fault = reason;
    child.kill("SIGKILL");
  };
  const lines = createLineReader(
    options.maxMessageChars,
    (line) => {
      const message = parseLine(line);
      if (message === undefined) killFor("it wrote something that is not a message");
      else onMessage(message);
    },
    () => {
      killFor("it sent a message that is too long");
    },
  );
  stdout.setEncoding("utf8").on("data", (text: string) => {
    lines.push(text);
  });
  stderr.setEncoding("utf8").on("data", (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_TAIL_CHARS);
  });
  // A pipe to a dead process errs; its death is reported below, so that is not news.
  for (const stream of child.stdio) stream?.on("error", () => undefined);
  child.on("error", (error) => {
    exit.resolve(`it could not be started: ${error.message}`);
  });
  child.on("close", (code, signal) => {
    const how = signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`;
    exit.resolve([fault === "" ? how : fault, stderrTail.trim()].filter((part) => part !== "").join("\n"));
  });
  keepParentAlive(child, false);

  return {
    pid: child.pid,
    send: (message) => {
      if (stdin.writable) stdin.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      void exit.promise.then(listener);
    },
    kill: () => {
      child.kill("SIGKILL");
    },
    keepParentAlive: (isNeeded) => {
      keepParentAlive(child, isNeeded);
    },
  };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function keepParentAlive(child: ChildProcess, isNeeded: boolean): void {
  const handles = [child, ...(child.stdio as (Socket | null)[])];
  for (const handle of handles) {
    if (isNeeded) handle?.ref();
    else handle?.unref();
  }
}
