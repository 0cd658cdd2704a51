import { countTokens } from "./count-tokens.ts";

/** By how much another model's tokenizer may be better than ours on its own language, with something for short limits. */
const ROOM_FACTOR = 1.5;
const ROOM_TOKENS = 64;

/** How often it is counted, at the least, once the text may be too long. */
const LEAST_STEP = 512;

/** Says of everything that was written whether it is more than was asked for [B10]. */
export function watchOutput(limit: number | undefined): (text: string) => boolean {
  if (limit === undefined) return () => false;
  const most = Math.ceil(ROOM_FACTOR * limit) + ROOM_TOKENS;
  let tokens = 0;
  let uncounted = "";
  let next = most;
  return (text) => {
    uncounted += text;
    // A character is seldom more than a token: before there are so many of them there is nothing to count.
    if (uncounted.length < next) return false;
    tokens += countTokens(uncounted);
    uncounted = "";
    next = Math.max(LEAST_STEP, most - tokens);
    return tokens > most;
  };
}
