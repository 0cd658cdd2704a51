import type { Score } from "#core/domain/dataset.ts";

/** The score of something that is either right or wrong as a whole. */
export function wholePoint(isCorrect: boolean): Score {
  return { value: isCorrect ? 1 : 0, isCorrect, parts: {} };
}

/** The mean over named parts; correct when every part is. Without parts there is nothing to be right about: 0. */
export function partPoints(parts: ReadonlyArray<readonly [name: string, isRight: boolean]>): Score {
  const right = parts.filter(([, isRight]) => isRight).length;
  return {
    value: parts.length === 0 ? 0 : right / parts.length,
    isCorrect: parts.length > 0 && right === parts.length,
    parts: Object.fromEntries(parts.map(([name, isRight]) => [name, isRight ? 1 : 0])),
  };
}
