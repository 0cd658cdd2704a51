import type { StateCreator } from "zustand/vanilla";
import type { TryDocument } from "#core/contract/connections.ts";

/** What one call came to, and when. */
export type Tried = { readonly outcome: TryDocument; readonly at: string };

export type TrySlice = {
  /** The last call that was tried from this window, by connection; the words of it are kept nowhere else. */
  readonly tries: Readonly<Record<string, Tried>>;
  readonly keepTry: (connection: string, outcome: TryDocument) => void;
};

export const createTrySlice: StateCreator<TrySlice> = (set) => ({
  tries: {},
  keepTry: (connection, outcome) =>
    set(({ tries }) => ({ tries: { ...tries, [connection]: { outcome, at: new Date().toISOString() } } })),
});
