/**
 * A value that is made when it is first asked for, and kept: for what costs every start something and few of them need, as
 * large expressions over all of Unicode.
 */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
