/** The texts of a list that is written with commas between them; in quotes one may hold a comma. */
export function splitTexts(text: string): readonly string[] {
  return [...text.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)/g)]
    .filter(({ 0: whole, index }) => whole !== "" || index < text.length)
    .map(({ 1: quoted, 2: plain = "" }) => quoted?.replaceAll(/\\(.)/g, "$1") ?? plain.trim());
}
