import { spawn } from "node:child_process";
import { assertDefined } from "#core/base/assert.ts";
import { AppError } from "#core/base/app-error.ts";

export type ServerCall = {
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
};

export type StartedServer = {
  readonly pid: number;
  readonly url: string;
  /** When the process was started and when it printed its address: milliseconds since the Unix epoch, with fractions. */
  readonly startedAt: number;
  readonly readyAt: number;
  /** Ends it and waits until it is gone. */
  readonly stop: () => Promise<void>;
};

/** The clock of which a page's `performance.timeOrigin` also speaks. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** A Node process that prints its address once it listens. Throws `internal` when it ends without one. */
export async function startServer({ script, args, env, cwd }: ServerCall): Promise<StartedServer> {
  const startedAt = nowMs();
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", NO_COLOR: "1", ...env },
  });
  const gone = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (text: string): void => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\/[^\s"]*/.exec(said);
      if (found !== null) resolve(found[0]);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", listen);
    child.once("error", reject);
    child.once("close", () =>
      reject(new AppError("internal", `${script} ended without an address: ${said}`)),
    );
  });
  const readyAt = nowMs();
  return {
    pid: assertDefined(child.pid, "the process's id"),
    url,
    startedAt,
    readyAt,
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
