import type { RandomStream } from "#core/base/keyed-random.ts";
import type { LineReading, QuantityReading, Reading } from "./reading.ts";

/** What makes a message hard to read. */
export type MessageTraits = {
  /** Mistyped keywords. */
  readonly respeltCount: number;
  /** Taken down by ear. */
  readonly isSpoken: boolean;
  /** Two articles in one row or sentence. */
  readonly hasSharedRow: boolean;
  readonly isContradictory: boolean;
};

/** Chance of a slip in a plain message, and what each trait adds. About one message in 25 is misread in all. */
const BASE_RISK = 0.013;
const ADDED_RISK = {
  respelt: 0.05,
  spoken: 0.025,
  sharedRow: 0.03,
  corrected: 0.03,
  contradictory: 0.1,
} as const;
const MAX_RISK = 0.2;
/** Told to check, it notices this share of its slips. */
const NOTICED = 0.5;

type Fate = { readonly slips: RandomStream; readonly isChecked: boolean };

/** The reading with at most one slip in it, of a kind that the message invites. */
export function misread(reading: Reading, traits: MessageTraits, { slips, isChecked }: Fate): Reading {
  // Always the same three draws, so that checking changes nothing but the slips it notices.
  const [fate, notice, which] = [slips.next(), slips.next(), slips.next()];
  const isSlip = fate < riskOf(reading, traits) && !(isChecked && notice < NOTICED);
  if (!isSlip) return reading;
  const open = listSlips(reading, traits);
  const slip = open[Math.floor(which * open.length)];
  return slip === undefined ? reading : slip(reading);
}

function riskOf(reading: Reading, traits: MessageTraits): number {
  const risk =
    BASE_RISK +
    (traits.respeltCount > 0 ? ADDED_RISK.respelt : 0) +
    (traits.isSpoken ? ADDED_RISK.spoken : 0) +
    (traits.hasSharedRow ? ADDED_RISK.sharedRow : 0) +
    (isCorrected(reading) ? ADDED_RISK.corrected : 0) +
    (traits.isContradictory ? ADDED_RISK.contradictory : 0);
  return Math.min(risk, MAX_RISK);
}

function isCorrected({ lines }: Reading): boolean {
  return lines.some(({ quantities }) => quantities.length > 1);
}

type Slip = (reading: Reading) => Reading;

function listSlips(reading: Reading, traits: MessageTraits): Slip[] {
  const slips: (Slip | false)[] = [
    reading.lines.length > 0 && ((from) => withFirstLine(from, swapDigits)),
    reading.lines.some(({ quantities }) => quantities.length > 0) && mishearQuantity,
    traits.hasSharedRow && ((from) => ({ ...from, lines: from.lines.slice(0, -1) })),
    isCorrected(reading) && overlookCorrection,
    reading.remarks.length > 0 && ((from) => ({ ...from, remarks: from.remarks.slice(0, -1) })),
    reading.delivery !== null && ((from) => ({ ...from, delivery: null })),
    reading.urgency !== null && ((from) => ({ ...from, urgency: null })),
    reading.discount !== null && traits.isContradictory && ((from) => ({ ...from, discount: null })),
  ];
  return slips.filter((slip) => slip !== false);
}

function withFirstLine(reading: Reading, change: (line: LineReading) => LineReading): Reading {
  return { ...reading, lines: reading.lines.map((line, index) => (index === 0 ? change(line) : line)) };
}

/** "4,20" read as "4,02"; with two equal digits at the end the last one is lost. */
function swapDigits(line: LineReading): LineReading {
  if (line.price === null) return line;
  const [last, beforeLast] = [line.price.slice(-1), line.price.slice(-2, -1)];
  const rest = line.price.slice(0, -2);
  return {
    ...line,
    price: last === beforeLast ? rest + (last === "0" ? "10" : "00") : rest + last + beforeLast,
  };
}

/** "fifteen" heard as "fifty", "four" as "five". */
function mishearQuantity(reading: Reading): Reading {
  const mishear = (quantity: QuantityReading): QuantityReading => {
    const isTeen = quantity.count >= 13 && quantity.count <= 19;
    return { ...quantity, count: isTeen ? (quantity.count - 10) * 10 : quantity.count + 1 };
  };
  const at = reading.lines.findIndex(({ quantities }) => quantities.length > 0);
  return {
    ...reading,
    lines: reading.lines.map((line, index) =>
      index === at ? { ...line, quantities: line.quantities.map(mishear) } : line,
    ),
  };
}

/** Reads over "no, make that four"; where it would make no difference under a house's rule, it makes none. */
function overlookCorrection(reading: Reading): Reading {
  return {
    ...reading,
    lines: reading.lines.map((line) => ({ ...line, quantities: line.quantities.slice(0, 1) })),
  };
}
