type Labelled = { readonly version: string; readonly label: string };

/** The oldest version with the same content, as after a restore, or null. Versions: newest first. */
export function findSameVersion(versions: readonly Labelled[], at: number): string | null {
  const content = versions[at]?.version;
  return versions.slice(at + 1).findLast(({ version }) => version === content)?.label ?? null;
}
