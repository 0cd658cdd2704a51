/** Resolves at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process the hard way. */
export async function untilStopped(): Promise<void> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
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
