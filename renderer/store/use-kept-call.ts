import { useEffect } from "react";
import { useApp, useAppState } from "./app-context.ts";
import type { KeptCall } from "./call-slice.ts";

type Kept<S, A> = Omit<KeptCall, "state" | "asked"> & { readonly state: S; readonly asked: A | null };

export type CallKeep<S, A> = {
  readonly call: Kept<S, A>;
  /** As it is by then: it may have gone on since the screen was drawn. */
  readonly now: () => Kept<S, A>;
  readonly keep: (change: Partial<Kept<S, A>>) => void;
};

/** The call of a key as the store keeps it. One that has ended is forgotten with its screen; one that goes on is not. */
export function useKeptCall<S extends { readonly kind: string }, A>(key: string, first: S): CallKeep<S, A> {
  const { store } = useApp();
  const none: Kept<S, A> = { state: first, price: null, controller: null, asked: null };
  const kept = useAppState(({ calls }) => calls[key]) as Kept<S, A> | undefined; // Nobody else has this key.
  const now = (): Kept<S, A> => (store.getState().calls[key] as Kept<S, A> | undefined) ?? none;
  useEffect(
    () => () => {
      const { calls, keepCall } = store.getState();
      const { kind } = (calls[key]?.state ?? { kind: "none" }) as { readonly kind: string };
      if (kind !== "running") keepCall(key, null);
    },
    [store, key],
  );
  return {
    call: kept ?? none,
    now,
    keep: (change) => store.getState().keepCall(key, { ...now(), ...change }),
  };
}
