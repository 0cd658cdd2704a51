import type { Json } from "#core/base/json.ts";

/** Places where a value is looked for, so that a text of a million brackets costs no more than a long answer. */
const MAX_STARTS = 200;
const MAX_VALUES = 50;

/** The JSON that a text is; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The objects and lists written in a text between other words, none inside another, in their order. */
export function findJsonValues(text: string): readonly Json[] {
  const found: Json[] = [];
  let at = 0;
  for (let starts = 0; starts < MAX_STARTS && found.length < MAX_VALUES; starts += 1) {
    const start = text.slice(at).search(/[{[]/);
    if (start === -1) break;
    const from = at + start;
    const end = findEnd(text, from);
    const value = end === null ? undefined : parseJson(text.slice(from, end));
    if (value !== undefined) found.push(value);
    at = value === undefined || end === null ? from + 1 : end;
  }
  return found;
}

/** Just past the bracket that closes the one at `start`, or null when none does. */
function findEnd(text: string, start: number): number | null {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isInString && character === "\\") at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && "{[".includes(character)) depth += 1;
    else if (!isInString && "}]".includes(character)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
