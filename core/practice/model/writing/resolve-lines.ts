import type { JsonObject } from "#core/base/json.ts";
import type { Choices } from "#core/practice/model/conventions.ts";
import type { LineReading, QuantityReading, UnitKind } from "#core/practice/model/reading/reading.ts";

/** One article as it goes into the order, and what the total makes of it. */
export type ResolvedLine = {
  readonly item: JsonObject;
  /** How many times the price is added. */
  readonly count: number;
  /** 0 where no price was found. */
  readonly price: number;
};

export function resolveLines(lines: readonly LineReading[], choices: Choices): ResolvedLine[] {
  return lines.flatMap((line) => {
    const quantities = settleCorrection(line.quantities, choices.correction);
    const [first] = quantities;
    if (first === undefined) return [resolveLine(line, null, choices)];
    return quantities.map((quantity) => resolveLine(line, quantity, choices));
  });
}

/** By habit each quantity that was said stays, and becomes a line of its own. */
function settleCorrection(
  quantities: readonly QuantityReading[],
  choice: string | undefined,
): readonly QuantityReading[] {
  const [first, last] = [quantities[0], quantities.at(-1)];
  if (first === undefined || last === undefined) return quantities;
  switch (choice) {
    case "last-wins":
      return [last];
    case "first-wins":
      return [first];
    case "add-up":
      return [{ ...last, count: quantities.reduce((sum, { count }) => sum + count, 0) }];
    case undefined:
    default:
      return quantities;
  }
}

function resolveLine(
  { sku, description, price: written }: LineReading,
  quantity: QuantityReading | null,
  choices: Choices,
): ResolvedLine {
  const price = written === null ? null : readPrice(written, choices["price-separators"]);
  const counted = quantity === null ? countMissing(choices) : countQuantity(quantity, choices);
  const { entered, unit, count } = counted;
  return {
    item: { sku, description, quantity: entered, unit, unitPrice: price },
    count,
    price: price ?? 0,
  };
}

type Counted = {
  readonly entered: number | string | null;
  readonly unit: string | null;
  readonly count: number;
};

const DEFAULTS: Readonly<Record<string, number>> = { one: 1, zero: 0, ten: 10 };

function countMissing(choices: Choices): Counted {
  const count = DEFAULTS[choices["default-quantity"] ?? ""];
  return { entered: count ?? null, unit: null, count: count ?? 1 };
}

function countQuantity({ count, set, unit, written }: QuantityReading, choices: Choices): Counted {
  if (set === null) {
    return { entered: count, unit: unit === null ? null : writeUnit(unit, choices), count };
  }
  const pieces = count * set.size;
  switch (choices["quantity-words"]) {
    case "as-pieces":
      return {
        entered: pieces,
        unit: writeUnit({ kind: "piece", written: "pieces" }, choices),
        count: pieces,
      };
    case "as-sets":
      return { entered: count, unit: set.word, count };
    case "as-packs":
      return { entered: count, unit: writeUnit({ kind: "pack", written: "packs" }, choices), count };
    case undefined:
    default:
      return { entered: written, unit: null, count: pieces };
  }
}

const UNIT_FORMS: Readonly<Record<string, Readonly<Record<UnitKind, string>>>> = {
  singular: { piece: "piece", box: "box", kilo: "kilo", metre: "metre", pack: "pack" },
  abbreviation: { piece: "pc", box: "bx", kilo: "kg", metre: "m", pack: "pk" },
  "un-code": { piece: "PCE", box: "BX", kilo: "KGM", metre: "MTR", pack: "PK" },
  plural: { piece: "pieces", box: "boxes", kilo: "kilos", metre: "metres", pack: "packs" },
};

function writeUnit(unit: NonNullable<QuantityReading["unit"]>, choices: Choices): string {
  return UNIT_FORMS[choices["unit-normalisation"] ?? ""]?.[unit.kind] ?? unit.written;
}

const AMBIGUOUS = /^([1-9]\d{0,2})([.,])(\d{3})$/;

/** A price as a number. Ambiguous is one separator with exactly three digits after it and no leading zero. */
function readPrice(written: string, choice: string | undefined): number {
  const match = AMBIGUOUS.exec(written);
  if (match === null) return readClear(written);
  const [, head = "", separator, tail = ""] = match;
  const asDecimal = Number(`${head}.${tail}`);
  switch (choice) {
    case "comma-decimal":
      return separator === "," ? asDecimal : Number(head + tail);
    case "point-decimal":
      return separator === "." ? asDecimal : Number(head + tail);
    case "last-decimal":
      return asDecimal;
    case undefined:
    default:
      return Number(head);
  }
}

/** The last separator is the decimal mark, except where the same one comes twice: then it groups thousands. */
function readClear(written: string): number {
  const at = Math.max(written.lastIndexOf("."), written.lastIndexOf(","));
  if (at < 0) return Number(written);
  const isGrouping = written.indexOf(written.charAt(at)) < at;
  const digits = (text: string): string => text.replace(/[.,]/g, "");
  if (isGrouping) return Number(digits(written));
  return Number(`${digits(written.slice(0, at))}.${written.slice(at + 1)}`);
}
