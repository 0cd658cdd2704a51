/** Texts of spans, made readable: JSON is laid out, what is not text is a chip, what is long is folded. */

export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  /** Encoded bytes in place of their letters. */
  | { readonly kind: "bytes"; readonly type: string; readonly sizeBytes: number };

/** `data:` addresses, and runs of base64 that no prose has: longer than any word, and not only letters of one sort. */
const ENCODED =
  /data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=]{16,})|[A-Za-z0-9+/]{400,}={0,2}/g;

/** The text with encoded bytes cut out. Joined, the text pieces are what is left. */
export function splitEncoded(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(ENCODED)) {
    const [whole, type, body = whole] = match;
    if (type === undefined && !looksEncoded(whole)) continue;
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push({ kind: "bytes", type: type ?? "base64", sizeBytes: decodedSize(body) });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

/** Digits, capitals and small letters: a long row of one sign is a rule, not a picture. */
function looksEncoded(text: string): boolean {
  return text.startsWith("data:") || (/[0-9]/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text));
}

function decodedSize(base64: string): number {
  const letters = base64.replaceAll("=", "").length;
  return Math.floor((letters * 3) / 4);
}

/** 34_816 as "34.0 KB". */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} B`;
  if (sizeBytes < 1024 * 1024) return `${(sizeBytes / 1024).toFixed(1)} KB`;
  return `${(sizeBytes / 1024 / 1024).toFixed(1)} MB`;
}

/** JSON with its structure laid out; any other text as it is. A JSON text alone is shown as that text. */
export function formatJson(text: string): string {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "string" ? formatInner(value) : JSON.stringify(value, null, 2);
  } catch {
    return text;
  }
}

/** Outputs are often JSON inside of JSON text: one level of it is opened. */
function formatInner(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The first lines of a text, where it has clearly more than that; null where all of it may stand. */
export function foldText(
  text: string,
  mostLines: number,
): { readonly head: string; readonly lines: number } | null {
  const lines = text.split("\n");
  const longest = mostLines * 120;
  // Two lines more cost less room than the button that would hide them.
  if (lines.length <= mostLines + 2 && text.length <= longest * 1.2) return null;
  return { head: lines.slice(0, mostLines).join("\n").slice(0, longest), lines: lines.length };
}
