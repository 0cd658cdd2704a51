/** Characters of a text that tell whether it is read by lines. */
export const START_BYTES = 2 ** 16;

/**
 * Whether a text of JSON that begins so has a record on each line, a broken one too, instead of values that go over
 * lines, stand in a list or have commas between them.
 */
export function isByLines(start: string): boolean {
  const lines = start.split("\n").filter((line) => line.trim() !== "");
  const [first = "", second] = lines.map((line) => line.trim());
  // Nothing says where the line ends: a value is read up to its own end.
  if (second === undefined) return !/^[[{]/.test(first);
  if (first.startsWith("[")) return second.startsWith("[") && isWhole(first);
  if (isWhole(first)) return true;
  return !first.startsWith("{") || !(/[{[,:]$/.test(first) && /^["}\]{[]/.test(second));
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
