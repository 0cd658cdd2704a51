/**
 * What goes to one endpoint beside the usual request, apart from its rules: another of these is another system. Left out where
 * there is nothing. Keys stand in it by their names alone.
 */
export type RequestDress = {
  readonly query?: Readonly<Record<string, string>>;
  /** By their names in lower case. */
  readonly headers?: Readonly<Record<string, string | { readonly key: string }>>;
  /** The header that carries the key, where that is no bearer token. */
  readonly keyHeader?: string;
  /** A tool that takes nothing is declared with an empty object. */
  readonly wantsParameters?: true;
};
