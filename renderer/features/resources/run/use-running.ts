import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { useKeptCall } from "#renderer/store/use-kept-call.ts";
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

const IDLE = { kind: "idle" } as const;

/**
 * One call of a resource at a time, from its start to what came of it, with a way to end it. It goes on while its dialog is
 * closed, and is there again when that is opened. `of`: the resource and the commit.
 */
export function useRunning<T>(of: string): Running<T> {
  const act = useAct();
  const key = `run ${useShownBranch() ?? ""} ${of}`;
  const { call, now, keep } = useKeptCall<RunState<T>, Ask<T>>(key, IDLE);
  const run = async (ask: Ask<T>, isPriceAllowed: boolean): Promise<void> => {
    const controller = new AbortController();
    keep({ controller, asked: ask, price: null, state: { kind: "running" } });
    const done = await act(async (client) => await ask(client, controller.signal, isPriceAllowed), ["runs"]);
    if (now().controller !== controller) return;
    if (controller.signal.aborted) keep({ state: { kind: "stopped" } });
    else if (done.ok) keep({ state: { kind: "done", result: done.value } });
    else if (done.error.code === "price-unknown" && !isPriceAllowed)
      keep({ price: done.error, state: { kind: "idle" } });
    else keep({ state: { kind: "failed", problem: done.error } });
  };
  return {
    state: call.state,
    price: call.price,
    start: (ask) => void run(ask, false),
    allow: () => {
      const { asked } = now();
      if (asked !== null) void run(asked, true);
    },
    dismissPrice: () => keep({ price: null }),
    stop: () => now().controller?.abort(),
  };
}
