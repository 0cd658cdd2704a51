/** What the stand-in takes from a prompt's fixed facts and needs for a total. */
export type HouseFacts = {
  /** Null where the prompt names none: then no fee is added. */
  readonly shippingFee: number | null;
};

const FEE =
  /\b(?:shipping|delivery|postage)\b[^.\n\d]{0,60}?(\d+(?:[.,]\d{1,2})?)|(\d+(?:[.,]\d{1,2})?)[^.\n\d]{0,20}\b(?:shipping|postage)\b/i;

export function readFacts(prompt: string): HouseFacts {
  const match = FEE.exec(prompt);
  const written = match?.[1] ?? match?.[2];
  return { shippingFee: written === undefined ? null : Number(written.replace(",", ".")) };
}
