import type { HouseStyle } from "./conventions.ts";
import type { Line, SetWord, Unit } from "./intent.ts";

const SIZES: Readonly<Record<SetWord, number>> = { dozen: 12, "half dozen": 6, pair: 2 };

const DEFAULTS = { one: 1, zero: 0, ten: 10 } as const;

export type LabelledQuantity = {
  readonly count: number;
  /** Set only where the house keeps the word as the unit. */
  readonly set: SetWord | null;
  readonly unit: Unit | null;
};

/** What the house counts for this line, and in which unit. */
export function quantityOf(line: Line, style: HouseStyle): LabelledQuantity {
  const { quantity } = line;
  if (quantity === null) return { count: DEFAULTS[style["default-quantity"]], set: null, unit: null };
  const { count: first, correctedTo, set, unit } = quantity;
  const count = correctedTo === null ? first : correct(first, correctedTo, style);
  if (set === null) return { count, set, unit };
  switch (style["quantity-words"]) {
    case "as-pieces":
      return { count: count * SIZES[set], set: null, unit: "piece" };
    case "as-sets":
      return { count, set, unit: null };
    case "as-packs":
      return { count, set: null, unit: "pack" };
  }
}

function correct(first: number, last: number, style: HouseStyle): number {
  switch (style.correction) {
    case "last-wins":
      return last;
    case "first-wins":
      return first;
    case "add-up":
      return first + last;
  }
}
