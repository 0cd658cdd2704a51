import type { StateCreator } from "zustand/vanilla";
import type { ConnectionDocument, TryDocument } from "#core/contract/connections.ts";

/** What one call came to, and when. */
export type Tried = {
  readonly outcome: TryDocument;
  readonly at: string;
  /** Where it went; one that went elsewhere says nothing of how it is now. */
  readonly baseUrl: string | null;
};

export type TrySlice = {
  /** The last call that was tried from this window, by connection; the words of it are kept nowhere else. */
  readonly tries: Readonly<Record<string, Tried>>;
  readonly keepTry: (connection: Pick<ConnectionDocument, "name" | "baseUrl">, outcome: TryDocument) => void;
  readonly dropTry: (name: string) => void;
};

export const createTrySlice: StateCreator<TrySlice> = (set) => ({
  tries: {},
  keepTry: ({ name, baseUrl }, outcome) =>
    set(({ tries }) => ({
      tries: { ...tries, [name]: { outcome, at: new Date().toISOString(), baseUrl } },
    })),
  dropTry: (name) =>
    set(({ tries }) => ({ tries: Object.fromEntries(Object.entries(tries).filter(([of]) => of !== name)) })),
});

/** The last call that was tried of a connection as it is now; undefined where there was none since it went elsewhere. */
export function tryOf(
  tries: TrySlice["tries"],
  { name, baseUrl }: Pick<ConnectionDocument, "name" | "baseUrl">,
): Tried | undefined {
  const tried = tries[name];
  return tried?.baseUrl === baseUrl ? tried : undefined;
}
