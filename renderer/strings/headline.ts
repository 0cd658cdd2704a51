/** What the figures of an assessment are of, in the same words everywhere. */
export const headlineStrings = {
  measures: { correct: "fully right", net: "better than worse", score: "mean score" },
  flips: (fixed: string, broken: string, n: string) => `+${fixed} −${broken} of ${n}`,
} as const;
