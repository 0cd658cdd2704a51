/** Words and signs that may follow a number, by what they do to it. */

/** What multiplies, as a power of ten, in the languages in which it cannot be taken for another one. */
const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ...["hundred", "百"].map((word) => [word, 2] as const),
  ...["thousand", "Tausend", "tausend", "Tsd", "mille", "千"].map((word) => [word, 3] as const),
  ...["万", "萬"].map((word) => [word, 4] as const),
  ...["lakh", "lakhs"].map((word) => [word, 5] as const),
  ...["million", "millions", "Million", "Millionen", "Mio", "mln", "millones"].map(
    (word) => [word, 6] as const,
  ),
  ...["crore", "crores"].map((word) => [word, 7] as const),
  ...["亿", "億"].map((word) => [word, 8] as const),
  // Written with a capital it is a German one, which is a thousand times as much.
  ...["billion", "billions", "bn", "Milliarde", "Milliarden", "Mrd", "milliard", "milliards"].map(
    (word) => [word, 9] as const,
  ),
  ...["trillion", "trillions"].map((word) => [word, 12] as const),
]);

/** They multiply as well, and by how much depends on who wrote it. */
const UNSURE_MAGNITUDES =
  /^(?:Billion|Billionen|Trillion|Trillionen|billón|billones|bil|mil|Mill|dozen|k|K|M|B|m|b|T|Mn|MM|mn)$/;

/** Units that are written right behind digits; others stand apart, and may be any word. */
const ATTACHED = new Set(
  (
    "kg g mg µg μg ug t lb lbs oz km cm mm nm µm μm ft in yd mi mph kph kmh l L ml mL dl cl gal h hr hrs min mins s sec secs ms µs μs ns " +
    "d V kV mV A mA W kW MW GW kWh MWh Wh J kJ MJ cal kcal Hz kHz MHz GHz N kN Pa kPa hPa MPa bar atm mol mmol K C F " +
    "kB KB MB GB TB PB kb Mb Gb KiB MiB GiB bit bits byte bytes px pt em rem ha ac ppm ppb rpm dB deg rad eV keV MeV GeV Ω " +
    "st nd rd th er ère ème usd eur gbp chf USD EUR GBP CHF INR JPY CNY Rs kr zł zl руб ct cents"
  ).split(" "),
);

/** Sizes of one kind, the larger first: a number of each of them together is one size, not its last part. */
const KINDS: ReadonlyArray<ReadonlySet<string>> = [
  "years year yrs yr months month weeks week days day d hours hour hrs hr h minutes minute mins min m seconds second secs sec s",
  "miles mile mi yards yard yd feet foot ft ' inches inch in \"",
  "km kilometers kilometres m meters metres meter metre cm mm",
  "stone st pounds pound lbs lb ounces ounce oz",
  "tonnes tons t kg g mg",
  "dollars dollar euros euro pounds cents cent pence",
  "° ' \"",
].map((words) => new Set(words.split(" ")));

/** The word or sign right behind a number, a space between them or none. */
export function wordAfter(after: string): string {
  return /^[ \u00a0\u2009\u202f]?(\p{L}+|[°'"′″])/u.exec(after)?.[1] ?? "";
}

/** Whether behind a word that multiplies stands another one, as in 2 hundred thousand. */
export function isMultipliedTwice(after: string, word: string): boolean {
  const rest = after.slice(after.indexOf(word) + word.length);
  return magnitudeOf(wordAfter(rest.replace(/^\./, ""))) !== 0;
}

/** By which power of ten the word multiplies, null where that is not sure. */
export function magnitudeOf(word: string): number | null {
  return UNSURE_MAGNITUDES.test(word) ? null : (MAGNITUDES.get(word) ?? 0);
}

export function isAttachedUnit(word: string): boolean {
  return ATTACHED.has(word);
}

/** Whether two numbers with these units are the parts of one size, as 5 ft 3 in are. */
export function areOfOneSize(first: string, second: string): boolean {
  return first !== second && KINDS.some((kind) => kind.has(first) && kind.has(second));
}
