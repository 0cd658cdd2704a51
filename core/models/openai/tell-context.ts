/** Sentences about a request that its model cannot take at once. A budget for a minute, or for the answer alone, is none. */
export const TOO_LONG =
  /^(?!.*(per (minute|day|hour)|\bTPM\b|rate limit|max_(completion_)?tokens['"`]*( is|:)? (too large|must be)))[^]*?(context[ _-]?(length|size|window|limit)|maximum (context|sequence|prompt|input) length|max(imum)?[ _-]?model[ _-]?len|(prompt|input|request|messages?)\b[^.]{0,40}\b(is |are |was )?too (long|many tokens)|too many (input |prompt )?tokens|(tokens?|prompt|input)\b[^.]{0,60}\bexceed|exceed\w*\b[^.]{0,60}\b(tokens|context|n_ctx)|context of [\d,.]+ tokens|reduce the length)/is;

const NUMBER = String.raw`(\d{1,3}(?:[,.\u202f]\d{3})+|\d{2,9})(?![\d,.]*\d)`;

/** What the model takes, and what it was given, as they are told most. */
const LIMITS = [
  `(?:context|length|limit|maximum|max|most|n_ctx|window)\\b(?! of (?:your|the) (?:prompt|request))[^\\d.;]{0,40}${NUMBER}`,
  `> ?${NUMBER}`,
  `exceeds?\\D{0,40}${NUMBER}`,
];
const GIVEN = [
  `(?:requested|resulted in|n_prompt_tokens|request has|request \\(|prompt (?:is|has|contains)|input (?:is|has|contains)|given|a total of)[^\\d.;]{0,30}${NUMBER}`,
  `${NUMBER} ?(?:tokens )?(?:>|exceeds?|is (?:longer|larger|greater) than)`,
  `tokens? \\(?${NUMBER}`,
];

/** The figures of such a sentence, as the end of one of ours; empty where it has none that can be told apart. */
export function tellFigures(said: string): string {
  const given = GIVEN.flatMap((pattern) => numbersOf(pattern, said));
  const limits = LIMITS.flatMap((pattern) => numbersOf(pattern, said));
  const has = given.find((each) => limits.some((limit) => limit < each));
  const most = has === undefined ? limits[0] : limits.find((limit) => limit < has);
  if (most === undefined) return "";
  return has === undefined ? ` of ${most} tokens` : ` of ${most} tokens: it comes to ${has}`;
}

function numbersOf(pattern: string, said: string): readonly number[] {
  return [...said.matchAll(new RegExp(pattern, "gi"))]
    .map(([, text = ""]) => Number(text.replaceAll(/[,.\u202f]/g, "")))
    .filter((value) => value >= 16);
}
