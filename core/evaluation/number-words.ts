/** English words for numbers as their figures, so that it makes no difference to a comparison how a number is written. */

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, 20 + 10 * at] as const),
]);
const POWERS: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1_000_000],
]);

/** `twenty five` is 25, `three hundred and twelve` is 312, `one` is 1; other words stay. */
export function foldNumbers(words: readonly string[]): readonly string[] {
  const folded: string[] = [];
  for (let at = 0; at < words.length;) {
    const { value, next } = readNumber(words, at);
    folded.push(value === null ? (words[at] ?? "") : String(value));
    at = next;
  }
  return folded;
}

type Read = { readonly value: number | null; readonly next: number };

/** The longest number from here on; where none begins, one word is passed. */
function readNumber(words: readonly string[], from: number): Read {
  let [whole, part, last] = [0, 0, Number.POSITIVE_INFINITY];
  let at = from;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const value = VALUES.get(word);
    const power = POWERS.get(word);
    if (value !== undefined && value < last) {
      part += value;
      // After a unit comes no other: "two three" are two numbers.
      last = value >= 20 ? 10 : 0;
    } else if (power !== undefined && at > from && part > 0) {
      part *= power;
      last = 100;
      if (power > 100) [whole, part] = [whole + part, 0];
    } else if (!(word === "and" && last === 100 && VALUES.has(words[at + 1] ?? ""))) break;
  }
  return at === from ? { value: null, next: from + 1 } : { value: whole + part, next: at };
}
