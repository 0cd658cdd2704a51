import { spawn } from "node:child_process";
import type { ChildProcess, ChildProcessWithoutNullStreams } from "node:child_process";
import type { Socket } from "node:net";
import { entryPath } from "#core/entries.ts";
import { CHILD_ENVIRONMENT } from "./child-environment.ts";
import { confineNode } from "./confine-node.ts";
import type { SystemWall } from "./confinement.ts";
import { createLineReader } from "./line-reader.ts";
import type { ProcessHandle, ProcessHost, ProcessOptions } from "./process-host.ts";
import { findSystemWall } from "./walls/system.ts";
import { createWatchdog } from "./watch-children.ts";

const STDERR_TAIL_CHARS = 1_000;

/**
 * Node under its permission model and behind the system's wall where there is one, talking in JSON lines over stdin
 * and stdout. The wall is looked for when the first process starts.
 */
export function createNodeProcessHost(findWall: () => SystemWall | null = findSystemWall): ProcessHost {
  const watchdog = createWatchdog();
  return {
    isForAnyThread: findWall === findSystemWall,
    confinement: () => ({ process: "permissions", system: findWall()?.name ?? "none" }),
    start: (entry, options) => {
      const wall = findWall();
      const { file, args } = confineNode(entryPath(entry), options, wall);
      const child = spawn(file, args, { env: CHILD_ENVIRONMENT, windowsHide: true });
      if (wall === null) watchdog.watch(child); // A wall ends what is behind it when we end.
      return toHandle(child, options);
    },
  };
}

function toHandle(child: ChildProcessWithoutNullStreams, options: ProcessOptions): ProcessHandle {
  const { stdin, stdout, stderr } = child;
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
