/** A beginning shorter than this leaves enough room for what follows it. */
const LEAST_SHARED = 20;

/**
 * For messages that begin with the same sentences as another, what is different in them first: a card has room for two
 * lines, and three neighbours must not read alike. Others, and messages that are wholly alike, are not in the answer.
 */
export function tellApart(messages: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // In order, whoever shares most with a message stands beside it.
  const sorted = [...new Set(messages)].toSorted();
  for (const [at, message] of sorted.entries()) {
    const shared = Math.max(
      ...[sorted[at - 1], sorted[at + 1]].map((other) =>
        other === undefined ? 0 : sharedLength(message, other),
      ),
    );
    const cut = endOfSentence(message.slice(0, shared));
    if (cut >= LEAST_SHARED && cut < message.length)
      found.set(message, `… ${message.slice(cut).trimStart()}`);
  }
  return found;
}

function sharedLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at += 1) if (a[at] !== b[at]) return at;
  return most;
}

/** Where the last whole sentence of it ends; 0 where it has none. */
function endOfSentence(text: string): number {
  return Math.max(...[". ", "; ", "! ", "? "].map((end) => text.lastIndexOf(end) + 1));
}
