/** The one that is meant when nobody says which, as the host has it: the workspace's, or the only one there is. */
export function chooseDefault(set: string | null, names: readonly string[]): string | null {
  const [only, ...others] = names;
  if (set !== null) return set.replace(/^agent\//, "");
  return only !== undefined && others.length === 0 ? only : null;
}
