import { KEYWORDS } from "./vocabulary.ts";

/** For every way to mistype a keyword by one slip, the keyword; a form that fits two keywords fits none. */
const CORRECTIONS = collectCorrections();

export type Respelt = { readonly text: string; readonly count: number };

/** The text with keywords that were mistyped by one slip of the fingers put right, and how many there were. */
export function respell(text: string): Respelt {
  let count = 0;
  const respelt = text.replace(/[A-Za-z]{4,}/g, (word) => {
    const keyword = CORRECTIONS.get(word.toLowerCase());
    if (keyword === undefined) return word;
    count += 1;
    return word.charAt(0) === word.charAt(0).toUpperCase() ? capitalise(keyword) : keyword;
  });
  return { text: respelt, count };
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function collectCorrections(): ReadonlyMap<string, string> {
  const corrections = new Map<string, string>();
  const twice = new Set<string>(KEYWORDS);
  for (const keyword of KEYWORDS) {
    for (const slip of listSlips(keyword)) {
      if (corrections.has(slip) && corrections.get(slip) !== keyword) twice.add(slip);
      corrections.set(slip, keyword);
    }
  }
  for (const slip of twice) corrections.delete(slip);
  return corrections;
}

/** Two neighbours swapped, a letter left out, a letter struck twice. */
function listSlips(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => {
    const [before, letter, rest] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
    return [
      before + rest,
      before + letter + letter + rest,
      before + rest.slice(0, 1) + letter + rest.slice(1),
    ];
  })
    .flat()
    .filter((slip) => slip.length >= 4);
}
