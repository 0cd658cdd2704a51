import type { Patience } from "#core/domain/connection.ts";

/** How long an endpoint is waited for, in milliseconds. */
export type PatienceMs = {
  /** Without a byte, heartbeats included. */
  readonly silenceMs: number;
  /** Without a word of the answer, while bytes come. */
  readonly wordMs: number;
  /** Of one whole answer. */
  readonly answerMs: number;
  /** How often a call is tried, the first time included. */
  readonly attempts: number;
  /** That an endpoint may ask to be left alone, or may say that it is loading. */
  readonly waitMs: number;
};

/** The same in the words of a connection. */
export type FullPatience = { readonly [Name in keyof Patience]-?: number };

/** What is waited for unless a connection says otherwise: a large model on a small machine takes minutes before its first word. */
const USUAL: FullPatience = {
  silenceSeconds: 120,
  wordSeconds: 600,
  answerSeconds: 900,
  attempts: 5,
  waitSeconds: 120,
};

/** What is not said is as usual. */
export function fillPatience(said: Patience = {}): FullPatience {
  const { silenceSeconds, wordSeconds, answerSeconds, attempts, waitSeconds } = said;
  return {
    silenceSeconds: silenceSeconds ?? USUAL.silenceSeconds,
    wordSeconds: wordSeconds ?? USUAL.wordSeconds,
    answerSeconds: answerSeconds ?? USUAL.answerSeconds,
    attempts: attempts ?? USUAL.attempts,
    waitSeconds: waitSeconds ?? USUAL.waitSeconds,
  };
}

/** In milliseconds. */
export function toMs(said: Patience = {}): PatienceMs {
  const full = fillPatience(said);
  return {
    silenceMs: full.silenceSeconds * 1000,
    wordMs: full.wordSeconds * 1000,
    answerMs: full.answerSeconds * 1000,
    attempts: full.attempts,
    waitMs: full.waitSeconds * 1000,
  };
}
