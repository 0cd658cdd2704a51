export type Sentence = {
  readonly text: string;
  /** Offset of the first character in the whole text. */
  readonly at: number;
  /** The next heading above it ("# Dates", "Dates:" on a line of its own), or empty. */
  readonly heading: string;
};

const SHORT = "\\b(?:e\\.g|i\\.e|etc|incl|excl|approx|no|vs|resp|nr)";

/**
 * A full stop ends a sentence before a space, not in "e.g." or "2.50"; so does the end of a line. Of a row of stops only the
 * first is looked at: each of them would look through all that follow.
 */
const END = new RegExp(`(?<!${SHORT})(?:(?<![.!?])|(?<=${SHORT}\\.))[.!?]+["”')]*(?=\\s|$)`, "gi");
const BULLET = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/;
const HEADING = /^\s*(?:#{1,6}\s+(.{1,60})|\**([^.!?:]{1,40}):?\**:)\s*$/;

/** A longer line is a text, whatever it ends with. */
const LONGEST_HEADING = 120;

export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  const lines = text.split("\n");
  const isBeforeBullet = findBullets(lines);
  let heading = "";
  let lineStart = 0;
  lines.forEach((line, at) => {
    const found = readHeading(line);
    if (found !== null) heading = found;
    else if (line.trim() === "" && isBeforeBullet[at] !== true) heading = "";
    for (const sentence of splitLine(line, lineStart)) sentences.push({ ...sentence, heading });
    lineStart += line.length + 1;
  });
  return sentences;
}

function readHeading(line: string): string | null {
  const plain = line.trim();
  if (plain.length > LONGEST_HEADING) return null;
  const found = HEADING.exec(plain);
  return found === null ? null : (found[1] ?? found[2] ?? "");
}

/** For each line whether it, or the next one that is not blank, is a bullet: such a blank does not end what a heading governs. */
function findBullets(lines: readonly string[]): readonly boolean[] {
  const found: boolean[] = [];
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? "";
    found[at] = line.trim() === "" ? (found[at + 1] ?? false) : BULLET.test(line);
  }
  return found;
}

function splitLine(line: string, lineStart: number): readonly Omit<Sentence, "heading">[] {
  const parts: Omit<Sentence, "heading">[] = [];
  let start = BULLET.exec(line)?.[0].length ?? 0;
  const ends = [...line.slice(start).matchAll(END)].map((match) => start + match.index + match[0].length);
  for (const end of [...ends, line.length]) {
    const raw = line.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    if (raw.trim() !== "") parts.push({ text: raw.trim(), at: lineStart + start + lead });
    start = end;
  }
  return parts;
}
