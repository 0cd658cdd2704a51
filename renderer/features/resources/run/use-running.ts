import { useRef, useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Problem } from "#renderer/ui/problem.ts";

export type RunState<T> =
  | { readonly kind: "idle" }
  | { readonly kind: "running" }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "done"; readonly result: T };

/** What is asked; `allowed` once a person said that the model may cost what it does. */
export type Ask<T> = (client: WorkspaceClient, signal: AbortSignal, isPriceAllowed: boolean) => Promise<T>;

export type Running<T> = {
  readonly state: RunState<T>;
  /** It was refused because nobody knows what the model costs: that is asked. */
  readonly price: Problem | null;
  readonly start: (ask: Ask<T>) => void;
  readonly allow: () => void;
  readonly dismissPrice: () => void;
  readonly stop: () => void;
};

/** One call at a time, from its start to what came of it, with a way to end it. */
export function useRunning<T>(): Running<T> {
  const act = useAct();
  const [state, setState] = useState<RunState<T>>({ kind: "idle" });
  const [price, setPrice] = useState<Problem | null>(null);
  const running = useRef<AbortController | null>(null);
  const asked = useRef<Ask<T> | null>(null);
  const run = async (ask: Ask<T>, isPriceAllowed: boolean): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    asked.current = ask;
    setState({ kind: "running" });
    const done = await act(async (client) => await ask(client, controller.signal, isPriceAllowed), ["runs"]);
    if (running.current !== controller) return;
    if (controller.signal.aborted) setState({ kind: "stopped" });
    else if (done.ok) setState({ kind: "done", result: done.value });
    else if (done.error.code === "price-unknown" && !isPriceAllowed) {
      setPrice(done.error);
      setState({ kind: "idle" });
    } else setState({ kind: "failed", problem: done.error });
  };
  return {
    state,
    price,
    start: (ask) => void run(ask, false),
    allow: () => {
      if (asked.current !== null) void run(asked.current, true);
    },
    dismissPrice: () => setPrice(null),
    stop: () => running.current?.abort(),
  };
}
