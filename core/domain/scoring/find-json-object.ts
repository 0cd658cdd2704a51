import { isJsonObject, type Json, type JsonObject } from "#core/base/json.ts";
import { withoutThought } from "#core/domain/leading-thought.ts";

/** How many characters are looked at in all, so that a text of a million braces costs no more than a long answer. */
const SCAN_LIMIT = 4_000_000;

/**
 * The first JSON object in a text: the text itself, or one inside a code fence or between other words. A balanced
 * {…} that is not JSON is passed over whole, so that no part of a malformed answer is taken for the answer. Nor is a draft
 * in what was thought before it [M31].
 */
export function firstJsonObjectIn(output: string): JsonObject | null {
  const text = withoutThought(output);
  const whole = parseObject(text);
  if (whole !== null) return whole;
  let scanned = 0;
  let start = text.indexOf("{");
  while (start !== -1 && scanned < SCAN_LIMIT) {
    const end = findEnd(text, start);
    scanned += (end ?? text.length) - start;
    const found = end === null ? null : parseObject(text.slice(start, end));
    if (found !== null) return found;
    start = text.indexOf("{", end ?? start + 1);
  }
  return null;
}

/** Just past the brace that closes the one at `start`, or null when none does. */
function findEnd(text: string, start: number): number | null {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === "\\") at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && character === "{") depth += 1;
    else if (!isInString && character === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
