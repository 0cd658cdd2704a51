/**
 * How a resource that the program ships stands to a workspace that does not have that version: it has none (`new`), it
 * has what an earlier program brought (`newer`), people there changed theirs (`changed`) or retired it (`archived`).
 */
export const OFFER_STANDINGS = ["new", "newer", "changed", "archived"] as const;
export type OfferStanding = (typeof OFFER_STANDINGS)[number];

/** Whether it can be taken; what people changed or retired is left as it is, and said so [R17]. */
export const IS_OFFERED: Readonly<Record<OfferStanding, boolean>> = {
  new: true,
  newer: true,
  changed: false,
  archived: false,
};
