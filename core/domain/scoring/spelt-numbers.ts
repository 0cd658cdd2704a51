import { magnitudeOf, wordAfter } from "./number-units.ts";

/** English words for numbers. They are not read, and digits elsewhere in the text are not read in their place. */

const SMALL_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zero";
const LARGE_WORDS =
  "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half";
/** More than the longest small word and the marks behind it. */
const SHORT = 32;

const LARGE_WORD = new RegExp(String.raw`(?<!\p{L})(?:${LARGE_WORDS})(?!\p{L})`, "iu");
const ENDS_IN_WORD = new RegExp(String.raw`(?<!\p{L})(?:${SMALL_WORDS})[^\p{L}\p{N}]*$`, "iu");
const WORDS = new RegExp(
  String.raw`(?<!\p{L})(?:one|${SMALL_WORDS}|${LARGE_WORDS})(?:[\s-]+(?:and\s+)?(?:one|${SMALL_WORDS}|${LARGE_WORDS}))*(?!\p{L})`,
  "giu",
);

/** Whether a number in words follows, so that the digits before it are not the last one. */
export function endsInWords(rest: string): boolean {
  const word = wordAfter(rest);
  const behind = magnitudeOf(word) === 0 ? rest : rest.slice(rest.indexOf(word) + word.length);
  return LARGE_WORD.test(behind) || ENDS_IN_WORD.test(behind.trimEnd().slice(-SHORT));
}

/** What a text without digits says as a number all the same, in words or by a sign; null where it says none. */
export function numberInWords(text: string): string | null {
  const sign = /[π√∞]/u.exec(text)?.[0];
  if (sign !== undefined) return sign;
  return (
    [...text.matchAll(WORDS)].map(([words]) => words).findLast((words) => words.toLowerCase() !== "one") ??
    null
  );
}
