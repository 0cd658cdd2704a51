/**
 * One wish to stop may arrive several times: from the terminal, from npm, and from whoever ends a whole group. What comes
 * within this time after the first is taken for the same.
 */
const SAME_WISH_MS = 1000;

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Acts at the first signal that asks to stop; a later one ends the process the hard way. The answer stops listening. */
export function onStop(act: () => void): () => void {
  let firstAt: number | null = null;
  const stopListening = (): void => {
    for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === null) {
      firstAt = performance.now();
      act();
    } else if (performance.now() - firstAt >= SAME_WISH_MS) {
      stopListening();
      process.kill(process.pid, signal);
    }
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  return stopListening;
}

/** Resolves when somebody asks the process to stop; a second wish ends it the hard way. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    onStop(resolve);
  });
}

/** What a person whose window is open in a browser has to know; without a terminal there is no Enter to press. */
export function howToGoOn(): string {
  const fresh = process.stdin.isTTY
    ? "Enter prints a fresh one"
    : "`npm run cli -- serve --address` prints a fresh one";
  return `The address works once, within ten minutes. ${fresh}, Ctrl+C stops.`;
}

/** Runs `onEnter` for each line typed into this terminal, until the answer is called. */
export function onEnter(act: () => void): () => void {
  const onData = (): void => act();
  // A host in the background has no terminal to read from; it must not fail for that.
  process.stdin.on("error", () => undefined);
  process.stdin.on("data", onData);
  return () => {
    process.stdin.off("data", onData);
    process.stdin.pause();
  };
}
