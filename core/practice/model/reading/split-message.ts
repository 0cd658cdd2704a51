/** A message in parts: what stands above it, and what it says. */
export type SplitMessage = {
  /** Keys in lower case: "from", "received". */
  readonly header: ReadonlyMap<string, string>;
  readonly sentences: readonly string[];
};

const FIELD = /^\s*([a-z][a-z-]{2,14})\s*:\s+(\S.*)$/i;
const HEADER_KEYS = /^(?:from|caller|customer|name|sender|client|received|date|sent|subject|to|cc)$/i;

export function splitMessage(input: string): SplitMessage {
  const lines = input.split(/\r?\n/);
  const header = new Map<string, string>();
  let bodyStart = 0;
  for (const [index, line] of lines.entries()) {
    const [, key = "", value = ""] = FIELD.exec(line) ?? [];
    // A title such as "Phone note" may stand on top; anything else ends the header.
    if (!HEADER_KEYS.test(key)) {
      if (index > 0 || !HEADER_KEYS.test(FIELD.exec(lines[1] ?? "")?.[1] ?? "")) break;
      continue;
    }
    header.set(key.toLowerCase(), value.trim());
    bodyStart = index + 1;
  }
  return { header, sentences: splitSentences(lines.slice(bodyStart)) };
}

/** One per sentence, and per line where a line has no full stop. Points inside numbers end nothing. */
function splitSentences(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.split(/(?<=[a-z0-9)%][.!?])\s+(?=\S)/i))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
