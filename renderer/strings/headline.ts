/** An assessment in one line. What its figures are of is named by the domain, for every host alike. */
export const headlineStrings = {
  flips: (fixed: string, broken: string, n: string) => `+${fixed} −${broken} of ${n}`,
} as const;
