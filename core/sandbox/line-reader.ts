export type LineReader = {
  /** Text as it arrives, in pieces of any size. */
  push(text: string): void;
};

/**
 * Cuts a stream of text into lines. A line longer than maxChars is never assembled: onTooLong is called once,
 * and everything after it is dropped.
 */
export function createLineReader(
  maxChars: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): LineReader {
  let parts: string[] = [];
  let heldChars = 0;
  let isClosed = false;

  const hold = (part: string): void => {
    heldChars += part.length;
    parts.push(part);
    if (heldChars <= maxChars) return;
    isClosed = true;
    parts = [];
    onTooLong();
  };

  const finishLine = (): void => {
    const line = parts.join("");
    parts = [];
    heldChars = 0;
    onLine(line);
  };

  return {
    push: (text) => {
      let start = 0;
      while (!isClosed) {
        const end = text.indexOf("\n", start);
        hold(end === -1 ? text.slice(start) : text.slice(start, end));
        if (end === -1 || isClosed) return;
        finishLine();
        start = end + 1;
      }
    },
  };
}
