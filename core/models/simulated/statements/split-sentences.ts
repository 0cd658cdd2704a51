export type Sentence = {
  readonly text: string;
  /** Offset of the first character in the whole text. */
  readonly at: number;
  /** The next heading above it ("# Dates", "Dates:" on a line of its own), or empty. */
  readonly heading: string;
};

/** A full stop ends a sentence before a space, not in "e.g." or "2.50"; so does the end of a line. */
const END = /(?<!\b(?:e\.g|i\.e|etc|incl|excl|approx|no|vs|resp|nr))[.!?]+["”')]*(?=\s|$)/gi;
const BULLET = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/;
const HEADING = /^\s*(?:#{1,6}\s+(.{1,60})|\**([^.!?:]{1,40}):?\**:)\s*$/;

export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let heading = "";
  let lineStart = 0;
  for (const line of text.split("\n")) {
    const found = HEADING.exec(line);
    if (found !== null) heading = found[1] ?? found[2] ?? "";
    else if (line.trim() === "" && !isList(text, lineStart)) heading = "";
    sentences.push(...splitLine(line, lineStart).map((sentence) => ({ ...sentence, heading })));
    lineStart += line.length + 1;
  }
  return sentences;
}

/** A blank line inside a list under a heading does not end what the heading governs. */
function isList(text: string, from: number): boolean {
  return BULLET.test(text.slice(from).trimStart().split("\n", 1)[0] ?? "");
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
