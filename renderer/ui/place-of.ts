/** Of an address the place itself, whatever is selected there. */
export function placeOf(hash: string): string {
  return hash.replace(/^#\/?/, "").split("?", 1)[0] ?? "";
}
