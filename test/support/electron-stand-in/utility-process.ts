import { fork } from "node:child_process";
import { join } from "node:path";
import type { ForkOptions } from "electron";
import { note, requireReady } from "./machine.ts";
import { emitter, strict } from "./strict.ts";

const BOOTSTRAP = join(import.meta.dirname, "utility-child.ts");
const JS_FLAGS = "--js-flags=";

/** Electron's child processes, by Node's: they take V8's flags and none of Node's, and have no pid until they run. */
export const utilityProcess = strict("utilityProcess", {
  fork: (modulePath: string, args: readonly string[], options: ForkOptions) => {
    requireReady("utilityProcess.fork");
    const { env, execArgv = [], stdio, serviceName, ...others } = options;
    if (Object.keys(others).length > 0) throw new Error(`Not modelled: ${Object.keys(others).join(", ")}`);
    if (!Array.isArray(stdio) || stdio[0] !== "ignore")
      throw new Error("stdin value other than ignore is not supported.");
    note("utilityProcess.fork", modulePath, { serviceName });
    const child = fork(BOOTSTRAP, [modulePath, ...args], {
      // As there: an empty environment means the parent's.
      env: env === undefined || Object.keys(env).length === 0 ? process.env : (env as NodeJS.ProcessEnv),
      execArgv: execArgv.flatMap(toNodeFlags),
      stdio: [...stdio, "ipc"],
      serialization: "advanced",
    });
    const events = emitter("UtilityProcess", ["spawn", "message", "exit", "error"]);
    let pid: number | undefined;
    child.on("spawn", () => {
      pid = child.pid;
      events.emit("spawn");
    });
    child.on("message", (message) => events.emit("message", message));
    child.on("exit", (code, signal) => {
      pid = undefined;
      events.emit("exit", signal === null ? code : 0);
    });
    return strict("UtilityProcess", {
      ...events.api,
      get pid() {
        return pid;
      },
      stdout: child.stdout,
      stderr: child.stderr,
      postMessage: (message: unknown) => {
        if (child.connected) child.send(structuredClone(message) as string);
      },
      kill: () => pid !== undefined && child.kill("SIGTERM"),
    });
  },
});

function toNodeFlags(flag: string): readonly string[] {
  // Anything else is a switch of Chromium's, of which Node flags are not.
  if (!flag.startsWith(JS_FLAGS)) throw new Error(`A utility process takes no flags of Node's: ${flag}`);
  return flag.slice(JS_FLAGS.length).split(" ");
}
