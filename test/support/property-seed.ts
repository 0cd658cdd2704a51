/** The seed that properties draw from: 1, or what PROPERTY_SEED says. Throws where that is no whole number. */
export function readPropertySeed(given: string | undefined): number {
  if (given === undefined || given === "") return 1;
  const seed = Number(given);
  if (Number.isSafeInteger(seed)) return seed;
  throw new Error(`PROPERTY_SEED is a whole number, not «${given}».`);
}
