import type { ChatMessage } from "#core/models/provider.ts";
import { placesIn, type ErrorWords } from "./error-body.ts";

/** So many words after one another that stand in both are the request's: fewer, and any sentence has them. */
const RUN = 4;

type Word = { readonly text: string; readonly start: number; readonly end: number };

/**
 * What an endpoint said of an error, without what it repeats of the messages that it was sent: an item's own words say nothing
 * about the form of the request, nor about the account [M21, M23].
 */
export function withoutEcho(words: ErrorWords, messages: readonly ChatMessage[]): ErrorWords {
  const { said, places } = words;
  const own = ownText(said, messages.flatMap(textsOf));
  if (own === said) return words;
  const left = placesIn(own);
  const repeated = placesIn(said).filter((place) => !left.includes(place));
  return { ...words, said: own, places: places.filter((place) => !repeated.includes(place)) };
}

function textsOf(message: ChatMessage): readonly string[] {
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return [message.content, ...calls.map(({ argumentsText }) => argumentsText)];
}

function ownText(said: string, texts: readonly string[]): string {
  const words = wordsOf(said);
  const isRepeated = words.map(() => false);
  const mark = (at: number, count: number): void => void isRepeated.fill(true, at, at + count);
  const runs = Map.groupBy(
    words.slice(0, Math.max(0, words.length - RUN + 1)).map((_word, at) => at),
    (at) => joined(words.slice(at, at + RUN)),
  );
  for (const text of texts) {
    const sent = wordsOf(text);
    for (let at = 0; at + RUN <= sent.length && runs.size > 0; at += 1)
      for (const place of runs.get(joined(sent.slice(at, at + RUN))) ?? []) mark(place, RUN);
    for (const line of new Set(text.split("\n"))) markShort(line);
  }
  return words.reduceRight(
    (left, { start, end }, at) =>
      isRepeated[at] === true ? `${left.slice(0, start)}…${left.slice(end)}` : left,
    said,
  );

  /** A line of fewer words is repeated where all of it is; one of a single word only where that is quoted. */
  function markShort(line: string): void {
    const short = wordsOf(line);
    if (short.length === 0 || short.length >= RUN) return;
    words.forEach((word, at) => {
      const here = words.slice(at, at + short.length);
      if (joined(here) !== joined(short)) return;
      if (short.length > 1 || isQuoted(said, word)) mark(at, short.length);
    });
  }
}

function isQuoted(said: string, { start, end }: Word): boolean {
  return /['"`“‘]$/.test(said.slice(0, start)) && /^[?!.…]*['"`”’]/.test(said.slice(end));
}

function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}_]+/gu)].map(({ 0: word, index }) => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}
