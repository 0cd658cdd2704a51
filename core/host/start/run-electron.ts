import { spawn } from "node:child_process";

/** What ends so soon with a fault has shown nobody a window. */
const STARTING_MS = 5000;

export type ElectronEnd =
  | { readonly kind: "closed"; readonly code: number }
  /** It never came up; `why` is half a sentence. */
  | { readonly kind: "failed"; readonly why: string };

type Env = Readonly<Record<string, string | undefined>>;

/** Runs the desktop app until it is closed. What ends it soon, by a fault and not by a wish to stop, is told apart. */
export async function runElectron(
  electron: string,
  args: readonly string[],
  env: Env = {},
): Promise<ElectronEnd> {
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...inherited } = process.env;
  const startedAt = performance.now();
  const app = spawn(electron, args, { stdio: "inherit", env: { ...inherited, ...env } });
  const relay = relaySignals((signal) => void app.kill(signal));
  try {
    return await new Promise<ElectronEnd>((resolve) => {
      app.once("error", (error) =>
        resolve({ kind: "failed", why: `it could not be started: ${error.message}` }),
      );
      app.once("exit", (code, signal) => {
        const isEarly = performance.now() - startedAt < STARTING_MS;
        if (code === 0 || relay.hasStopped() || !isEarly) resolve({ kind: "closed", code: code ?? 1 });
        else resolve({ kind: "failed", why: `it ended at once, ${describeEnd(code, signal)}` });
      });
    });
  } finally {
    relay.end();
  }
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `with code ${String(code)}` : `by ${signal}`;
}

type Relay = { readonly hasStopped: () => boolean; readonly end: () => void };

/**
 * Stays until the app has ended. Ctrl+C in a terminal reaches the app by itself, and told twice it would end the hard way;
 * on Windows every signal sent is one.
 */
function relaySignals(pass: (signal: NodeJS.Signals) => void): Relay {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const isInTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  let isStopped = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    isStopped = true;
    if (process.platform !== "win32" && (signal !== "SIGINT" || !isInTerminal)) pass(signal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    hasStopped: () => isStopped,
    end: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
