import type { Encoding } from "#core/domain/table-form.ts";
import { readChunks, type Source } from "#core/evaluation/formats/source.ts";
import { OTHERS, SIGNS, WESTERN, WESTERN_TOGETHER, WIDE, type Alphabet } from "./alphabets.ts";

/** Of a text that is not UTF-8, so much is looked at. */
const SAMPLE_BYTES = 2 ** 22;

/**
 * How the characters of a source are written, by its mark, its zeros, its being UTF-8, or else by what language its
 * letters would be in; null where that cannot be told [S27].
 */
export async function tellEncoding(source: Source): Promise<Encoding | null> {
  const { start, isUtf8, sample } = await look(source);
  const marked = encodingByMark(start) ?? encodingByZeros(start);
  if (marked !== null) return marked;
  if (isUtf8 || isMostlyUtf8(sample)) return "utf-8";
  return encodingByLetters(sample);
}

type Look = { readonly start: Uint8Array; readonly isUtf8: boolean; readonly sample: Uint8Array };

async function look(source: Source): Promise<Look> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let isUtf8 = true;
  for await (const chunk of readChunks(source)) {
    if (keptBytes < SAMPLE_BYTES) kept.push(chunk);
    keptBytes += chunk.length;
    isUtf8 &&= accepts(() => decoder.decode(chunk, { stream: true }));
    if (!isUtf8 && keptBytes >= SAMPLE_BYTES) break;
  }
  isUtf8 &&= accepts(() => decoder.decode());
  const sample = Buffer.concat(kept);
  return { start: sample.subarray(0, 4096), isUtf8, sample };
}

function accepts(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

function encodingByMark([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Text of Europe in UTF-16 without its mark: every other byte is zero. */
function encodingByZeros(start: Uint8Array): Encoding | null {
  const zeros = [0, 0] as [number, number];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[(at % 2) as 0 | 1] += 1;
  const half = Math.floor(start.length / 2);
  if (half < 4) return null;
  if (zeros[1] > half * 0.6 && zeros[0] < half * 0.05) return "utf-16le";
  return zeros[0] > half * 0.6 && zeros[1] < half * 0.05 ? "utf-16be" : null;
}

/** A text in UTF-8 of which some lines are spoiled: those are reported one by one. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample, { stream: true });
  const spoiled = text.match(/\ufffd/g)?.length ?? 0;
  const sound = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return sound > 0 && sound >= spoiled;
}

/** Of the words with letters beside ASCII, so many may be odd in a text of many: a name, a sign in a word. */
const ODD_SHARE = 1 / 20;

/** What reads without an odd word goes first. */
function encodingByLetters(sample: Uint8Array): Encoding | null {
  const sure = encodingsByLetters(sample, 0);
  const [encoding = null, ...others] = sure.length > 0 ? sure : encodingsByLetters(sample, ODD_SHARE);
  return others.length === 0 ? encoding : null;
}

/** Several where they would read the text differently. */
function encodingsByLetters(sample: Uint8Array, oddShare: number): readonly Encoding[] {
  const suits = (alphabet: Alphabet): boolean => isWrittenIn(sample, alphabet, oddShare);
  const wide = WIDE.find(suits);
  if (wide !== undefined) return [wide.encoding];
  if (WESTERN.some(suits)) return ["windows-1252"];
  const others = [...new Set(OTHERS.filter(suits).map(({ encoding }) => encoding))];
  const texts = new Set(others.map((encoding) => new TextDecoder(encoding).decode(sample)));
  // Where all of them read the same there is nothing to choose.
  if (others.length > 0) return texts.size === 1 ? others.slice(0, 1) : others;
  return suits(WESTERN_TOGETHER) ? ["windows-1252"] : [];
}

/** What hardly a word holds: a sign between letters, a capital after a small letter, where not both are ASCII. */
const ODD_WORD = /\p{L}[\u00a1-\u00a6\u00a8-\u00b3\u00b6\u00b8-\u00bf]\p{L}|(?![a-z][A-Z])\p{Ll}\p{Lu}/u;
/** Nor, in the west of Europe, three accents in a row but for umlauts, nor, where letters are others than ASCII's, one of those. */
const ODD_WESTERN_WORD = /(?![äöüßÄÖÜ]{3})[\u00c0-\u00ff]{3}/;
const MIXED_WORD = /[A-Za-z][^\p{ASCII}\p{P}\p{S}]|[^\p{ASCII}\p{P}\p{S}][A-Za-z]/u;
const IN_THE_WEST: ReadonlySet<Encoding> = new Set(["windows-1252", "macintosh"]);

function isWrittenIn(sample: Uint8Array, alphabet: Alphabet, oddShare: number): boolean {
  const { encoding, letters, shows, isLatin, bytes } = alphabet;
  if (bytes?.test(Buffer.from(sample).toString("latin1")) === false) return false;
  const text = decodeSample(sample, encoding);
  if (text === null || shows?.test(text) === false) return false;
  const beside = [...new Set(text.match(/\P{ASCII}/gu))].filter((sign) => !SIGNS.test(sign));
  const small = beside.join("").toLowerCase().match(/./gsu) ?? [];
  if (!small.every((letter) => letters.test(letter))) return false;
  if (WIDE.includes(alphabet)) return true;
  const words = text.match(/[^\s\p{P}]*\P{ASCII}[^\s\p{P}]*/gu) ?? [];
  const oddHere = isLatin ? (IN_THE_WEST.has(encoding) ? ODD_WESTERN_WORD : null) : MIXED_WORD;
  const odd = words.filter((word) => ODD_WORD.test(word) || oddHere?.test(word) === true);
  return odd.length <= words.length * oddShare;
}

function decodeSample(sample: Uint8Array, encoding: Encoding): string | null {
  try {
    // A character that the sample's end cuts is nobody's fault.
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return null;
  }
}
